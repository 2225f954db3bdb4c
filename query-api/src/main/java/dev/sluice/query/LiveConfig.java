package dev.sluice.query;

import dev.sluice.query.live.FeedPace;
import dev.sluice.query.live.LiveLimits;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// What live clients may cost.
///
/// @param pollItems how often each shard of the feed is read
/// @param pollShards how often it is looked which shards there are
/// @param ringBytes how much of the feed, compressed, is kept for those who come back
/// @param connections on this replica at most
/// @param connectionsPerPrincipal on this replica at most
/// @param queuedMessages for one slow client at most; what comes on top is counted and dropped
/// @param queuedBytes for one slow client at most, in bytes
/// @param allQueuedBytes for all slow clients together
/// @param idle after how long without a sign of life a WebSocket is closed
@Context
@ConfigurationProperties("sluice.query.live")
public record LiveConfig(
    @Bindable(defaultValue = "PT0.25S") Duration pollItems,
    @Bindable(defaultValue = "PT1S") Duration pollShards,
    @Bindable(defaultValue = "33554432") long ringBytes,
    @Bindable(defaultValue = "5000") int connections,
    @Bindable(defaultValue = "2500") int connectionsPerPrincipal,
    @Bindable(defaultValue = "10000") int queuedMessages,
    @Bindable(defaultValue = "4194304") long queuedBytes,
    @Bindable(defaultValue = "67108864") long allQueuedBytes,
    @Bindable(defaultValue = "PT60S") Duration idle) {
  private static final int SUBSCRIPTIONS = 100;

  public LiveConfig {
    within("poll-items", pollItems, Duration.ofMillis(50), Duration.ofSeconds(10));
    within("poll-shards", pollShards, Duration.ofMillis(100), Duration.ofSeconds(30));
    within("idle", idle, Duration.ofSeconds(15), Duration.ofHours(1));
    within("ring-bytes", ringBytes, 1 << 20, 1L << 30);
    within("connections", connections, 1, 100_000);
    within("connections-per-principal", connectionsPerPrincipal, 1, 100_000);
    within("queued-messages", queuedMessages, 10, 1_000_000);
    within("queued-bytes", queuedBytes, 64 << 10, 1L << 30);
    within("all-queued-bytes", allQueuedBytes, 1 << 20, 1L << 34);
  }

  private static void within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "sluice.query.live.%s \"%d\" is not in %d..%d".formatted(name, value, least, most));
    }
  }

  private static void within(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "sluice.query.live.%s \"%s\" is not a duration from %s to %s"
              .formatted(name, value, least, most));
    }
  }

  public FeedPace pace() {
    return new FeedPace(pollItems, pollShards, FeedPace.DEFAULT.readBack());
  }

  public LiveLimits limits() {
    return new LiveLimits(
        SUBSCRIPTIONS,
        queuedMessages,
        queuedBytes,
        allQueuedBytes,
        connections,
        connectionsPerPrincipal,
        idle);
  }
}
