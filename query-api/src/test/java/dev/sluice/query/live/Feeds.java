package dev.sluice.query.live;

import dev.sluice.alert.Alert;
import dev.sluice.alert.AlertState;
import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.feed.FeedAlert;
import dev.sluice.feed.FeedBatch;
import dev.sluice.feed.FeedCounts;
import dev.sluice.feed.FeedEvent;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/// Small items of the feed, told apart by numbers.
public final class Feeds {
  public static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
  public static final String SHARD = shard(0);

  private Feeds() {}

  public static String shard(int number) {
    return "1767225600000/shardId-%012d".formatted(number);
  }

  public static String position(String shard, int number) {
    return "%s/%060d/%010d/%06d".formatted(shard, number, 0, 0);
  }

  public static UUID id(String shard, int number) {
    return new UUID(0x4000L, 0x8000_0000_0000_0000L + 1_000_000L * shard.hashCode() + number);
  }

  static Event event(String shard, int number, String device, String type) {
    return new Event(
        id(shard, number),
        device,
        type,
        null,
        NOW,
        NOW,
        "{\"celsius\":2" + number + ".10}",
        Source.ADAPTER_EVENT);
  }

  /// Device `d<number mod 3>`, type `t<number mod 2>`.
  static FeedEvent fed(String shard, int number) {
    return FeedEvent.of(
        event(shard, number, "d" + number % 3, "t" + number % 2), position(shard, number));
  }

  /// The id of an event of [#SHARD], as text.
  static String event(int number) {
    return id(SHARD, number).toString();
  }

  public static FeedItem item(String shard, Instant now, int... numbers) {
    List<FeedEvent> events = Arrays.stream(numbers).mapToObj(n -> fed(shard, n)).toList();
    int count = numbers.length;
    FeedBatch batch =
        new FeedBatch(
            events,
            new FeedCounts(count, count, 0, 0, new TreeMap<>()),
            Duration.ZERO,
            List.of(),
            List.of());
    return FeedItem.of(shard, position(shard, numbers[count - 1]), batch, now);
  }

  static FeedItem item(String shard, int number, FeedBatch batch) {
    return FeedItem.of(shard, position(shard, number), batch, NOW);
  }

  static FeedBatch alerts(FeedAlert... alerts) {
    return new FeedBatch(List.of(), FeedCounts.NONE, Duration.ZERO, List.of(alerts), List.of());
  }

  static FeedAlert alert(int number, String rule, String device) {
    return new FeedAlert(
        new Alert(
            new UUID(2, number),
            rule,
            AlertState.RAISED,
            device,
            "t0",
            NOW,
            null,
            "31.50",
            "31.50 is above 30",
            null),
        position(SHARD, number));
  }

  public static ShardBeat beat(String shard, Instant now) {
    return new ShardBeat(shard, "host:1", Duration.ofMillis(40), now);
  }
}
