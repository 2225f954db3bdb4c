package dev.sluice.query.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.alert.Alert;
import dev.sluice.feed.FeedEvent;
import dev.sluice.window.WindowTotals;

/// As little JSON as tells things apart, and how often it was written.
final class PlainBodies implements LiveBodies {
  int written;

  @Override
  public byte[] event(FeedEvent event) {
    written++;
    return "{\"event_id\":\"%s\",\"device_id\":\"%s\"}"
        .formatted(event.event().eventId(), event.event().deviceId())
        .getBytes(UTF_8);
  }

  @Override
  public byte[] alert(Alert alert) {
    written++;
    return "{\"alert_key\":\"%s\"}".formatted(alert.alertKey()).getBytes(UTF_8);
  }

  @Override
  public byte[] window(WindowTotals window) {
    written++;
    return "{\"count\":%d,\"sum\":%s}".formatted(window.count(), window.sum()).getBytes(UTF_8);
  }
}
