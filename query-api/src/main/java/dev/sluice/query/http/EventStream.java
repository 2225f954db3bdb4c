package dev.sluice.query.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.query.live.Hub;
import dev.sluice.query.live.LiveConnection;
import dev.sluice.query.live.LiveMessage;
import dev.sluice.query.live.Outlet;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// A live connection as server-sent events. The server asks for as many as the client takes.
///
/// @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
///   events</a>
final class EventStream implements Publisher<byte[]>, Outlet {
  private final Hub hub;
  private @Nullable LiveConnection connection;
  private volatile @Nullable Subscriber<? super byte[]> subscriber;

  EventStream(Hub hub) {
    this.hub = hub;
  }

  /// To be called before anybody subscribes.
  void open(LiveConnection opened) {
    connection = opened;
  }

  @Override
  public void subscribe(Subscriber<? super byte[]> reader) {
    LiveConnection open = connection;
    if (open == null) {
      throw new IllegalStateException("subscribed to before it was opened");
    }
    subscriber = reader;
    open.expectNoSigns();
    reader.onSubscribe(
        new Subscription() {
          @Override
          public void request(long messages) {
            open.grant(messages);
          }

          @Override
          public void cancel() {
            hub.disconnect(open);
          }
        });
  }

  @Override
  public void send(LiveMessage message) {
    Subscriber<? super byte[]> reader = subscriber;
    if (reader != null) {
      reader.onNext(encoded(message));
    }
  }

  private static byte[] encoded(LiveMessage message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.length() + 64);
    if (message.resume() != null) {
      bytes.writeBytes(("id: " + message.resume() + "\n").getBytes(UTF_8));
    }
    bytes.writeBytes(("event: " + message.kind() + "\ndata: ").getBytes(UTF_8));
    bytes.writeBytes(message.head());
    bytes.writeBytes(message.body());
    bytes.writeBytes(message.tail());
    bytes.write('\n');
    bytes.write('\n');
    return bytes.toByteArray();
  }

  /// There is nothing to answer with in this direction.
  @Override
  public void ping() {}

  @Override
  public void close(int code, String reason) {
    Subscriber<? super byte[]> reader = subscriber;
    if (reader != null) {
      reader.onComplete();
    }
  }
}
