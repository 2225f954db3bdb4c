package dev.sluice.e2e.bench.live;

import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A live client that notes when each event comes, and reads no more of a message than that takes.
final class Watcher implements WebSocket.Listener {
  private static final String EVENT_ID = "\"event_id\":\"";
  private static final int UUID_CHARS = 36;

  private final Arrivals arrivals;
  private final StringBuilder part = new StringBuilder();

  Watcher(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  /// What all watchers together saw.
  interface Arrivals {
    void event(String eventId, long nanos);

    void heartbeat();

    void missed();

    void closed();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      take(part.toString(), System.nanoTime());
      part.setLength(0);
    }
    socket.request(1);
    return null;
  }

  private void take(String message, long nanos) {
    if (message.startsWith("{\"kind\":\"event\"")) {
      int id = message.indexOf(EVENT_ID) + EVENT_ID.length();
      arrivals.event(message.substring(id, id + UUID_CHARS), nanos);
    } else if (message.startsWith("{\"kind\":\"heartbeat\"")) {
      arrivals.heartbeat();
    } else if (message.startsWith("{\"kind\":\"missed\"")) {
      arrivals.missed();
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    arrivals.closed();
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    arrivals.closed();
  }
}
