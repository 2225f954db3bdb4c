package dev.sluice.e2e.bench.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Many live clients, and what became of what they asked for.
final class Audience implements Watcher.Arrivals, AutoCloseable {
  private static final int AT_ONCE = 50;
  private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(120);

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<WebSocket> sockets = new ArrayList<>();
  private final TimedIngestPoint sent;
  private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final LongAdder events = new LongAdder();
  private final LongAdder heartbeats = new LongAdder();
  private final LongAdder missed = new LongAdder();
  private final AtomicInteger closed = new AtomicInteger();

  Audience(TimedIngestPoint sent) {
    this.sent = sent;
  }

  /// Opens so many connections.
  ///
  /// @param subscriptions of each, by its number
  void open(URI server, int connections, IntFunction<List<String>> subscriptions) {
    URI uri = URI.create("ws://" + server.getAuthority() + "/v1/live");
    for (int from = 0; from < connections; from += AT_ONCE) {
      List<CompletableFuture<WebSocket>> opening = new ArrayList<>();
      for (int number = from; number < Math.min(connections, from + AT_ONCE); number++) {
        opening.add(open(uri, subscriptions.apply(number)));
      }
      opening.forEach(socket -> sockets.add(socket.join()));
    }
  }

  private CompletableFuture<WebSocket> open(URI uri, List<String> subscriptions) {
    CompletableFuture<WebSocket> open =
        http.newWebSocketBuilder()
            .subprotocols("sluice.live.v1")
            .buildAsync(uri, new Watcher(this));
    for (String subscription : subscriptions) {
      open = open.thenCompose(socket -> socket.sendText(subscription, true));
    }
    return open;
  }

  @Override
  public void event(String eventId, long nanos) {
    Long put = sent.putNanos(eventId);
    if (put != null) {
      events.increment();
      micros.recordValue(Math.min((nanos - put) / 1000, LONGEST_MICROS));
    }
  }

  @Override
  public void heartbeat() {
    heartbeats.increment();
  }

  @Override
  public void missed() {
    missed.increment();
  }

  @Override
  public void closed() {
    closed.incrementAndGet();
  }

  /// From before the put until the client has the message.
  Histogram micros() {
    return micros;
  }

  long eventsReceived() {
    return events.sum();
  }

  long heartbeatsReceived() {
    return heartbeats.sum();
  }

  long timesMissed() {
    return missed.sum();
  }

  int connectionsLost() {
    return closed.get();
  }

  @Override
  public void close() {
    sockets.forEach(WebSocket::abort);
    http.shutdownNow();
  }
}
