package dev.sluice.query.http;

import dev.sluice.query.live.LiveConnection;
import dev.sluice.query.live.LiveMessage;
import dev.sluice.query.live.LiveRefusal;
import dev.sluice.query.live.Outlet;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.exceptions.WebSocketSessionException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import org.jspecify.annotations.Nullable;

/// Writes to a WebSocket a few messages ahead of what the socket has taken; the rest waits where it
/// is counted. What several clients get shares its bytes.
final class SocketOutlet implements Outlet {
  private static final int MESSAGES_AHEAD = 64;
  private static final byte[] PING = {};

  private final WebSocketSession session;
  private @Nullable LiveConnection connection;

  SocketOutlet(WebSocketSession session) {
    this.session = session;
  }

  void open(LiveConnection opened) {
    connection = opened;
    opened.grant(MESSAGES_AHEAD);
  }

  void refuse(LiveRefusal refusal) {
    write(refusal.message());
    session.close(new CloseReason(1013, "come again later"));
  }

  @Override
  public void send(LiveMessage message) {
    write(message);
  }

  private void write(LiveMessage message) {
    ByteBuf bytes = Unpooled.wrappedBuffer(message.head(), message.body(), message.tail());
    try {
      session
          .sendAsync(new TextWebSocketFrame(bytes))
          .whenComplete((sent, failure) -> written(failure));
    } catch (WebSocketSessionException e) {
      // closed meanwhile; the server says so apart
      bytes.release();
    }
  }

  private void written(@Nullable Throwable failure) {
    LiveConnection open = connection;
    if (failure == null && open != null) {
      open.grant(1);
    }
  }

  @Override
  public void ping() {
    if (session.isOpen()) {
      session.sendPingAsync(PING);
    }
  }

  @Override
  public void close(int code, String reason) {
    session.close(new CloseReason(code, reason));
  }
}
