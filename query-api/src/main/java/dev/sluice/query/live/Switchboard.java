package dev.sluice.query.live;

import dev.sluice.feed.FeedAlert;
import dev.sluice.feed.FeedBatch;
import dev.sluice.feed.FeedEvent;
import dev.sluice.window.WindowTotals;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Hands what happens to those who subscribed to it; each thing is written once, and only if
/// anybody wants it. Not safe for many threads.
final class Switchboard {
  private final Subscriptions subscriptions;
  private final LiveBodies bodies;

  Switchboard(Subscriptions subscriptions, LiveBodies bodies) {
    this.subscriptions = subscriptions;
    this.bodies = bodies;
  }

  /// Who gets what lies at a position.
  interface Whom {
    boolean takes(LiveConnection connection, String position);
  }

  /// What is done with a message for a connection.
  interface Hand {
    void over(LiveConnection connection, LiveMessage message);
  }

  /// Events and alerts.
  void hand(FeedBatch news, Whom whom, Hand hand) {
    for (FeedEvent event : news.events()) {
      Supplier<byte[]> body = () -> bodies.event(event);
      hand(
          subscriptions.of(event.event()),
          "event",
          body,
          one -> whom.takes(one, event.position()),
          hand);
    }
    for (FeedAlert alert : news.alerts()) {
      Supplier<byte[]> body = () -> bodies.alert(alert.alert());
      hand(
          subscriptions.of(alert.alert()),
          "alert",
          body,
          one -> whom.takes(one, alert.position()),
          hand);
    }
  }

  void hand(WindowTotals window) {
    Supplier<byte[]> body = () -> bodies.window(window);
    hand(subscriptions.of(window), "window", body, LiveConnection::isLive, LiveConnection::offer);
  }

  /// How the pipeline does: of no use later.
  void hand(byte[] pipeline) {
    hand(
        subscriptions.ofPipeline(),
        "pipeline",
        () -> pipeline,
        any -> true,
        LiveConnection::mention);
  }

  private static void hand(
      Map<LiveConnection, List<String>> receivers,
      String kind,
      Supplier<byte[]> writer,
      Predicate<LiveConnection> whom,
      Hand hand) {
    byte[] body = null;
    for (Map.Entry<LiveConnection, List<String>> receiver : receivers.entrySet()) {
      if (whom.test(receiver.getKey())) {
        if (body == null) {
          body = writer.get();
        }
        hand.over(receiver.getKey(), LiveMessage.to(receiver.getValue(), kind, body));
      }
    }
  }
}
