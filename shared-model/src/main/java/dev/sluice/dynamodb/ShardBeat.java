package dev.sluice.dynamodb;

import dev.sluice.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// One more item per live shard in the table of the feed: that somebody holds it, and how far it is
/// behind. All in one partition, so that a reader finds the shards in one query.
///
/// @param shard as in [FeedItem]
/// @param worker who holds it
/// @param behindLatest how far its last read was behind the tip
/// @param time of the beat
public record ShardBeat(String shard, String worker, Duration behindLatest, Instant time) {
  /// In the place of a shard's name, which always holds a `/`.
  public static final String PARTITION = "#shards";

  /// A shard that has not been heard of for so long is not held by anybody.
  public static final Duration LIFE = Duration.ofMinutes(2);

  /// Beats come every two seconds; one that is missing for so long is no hiccup.
  private static final Duration OVERDUE = Duration.ofSeconds(6);

  public static final TableSchema<ShardBeat> SCHEMA =
      TableSchema.builder(ShardBeat.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(FeedItem.SHARD)
                      .getter(beat -> PARTITION)
                      .setter((b, fixed) -> {})
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(FeedItem.POSITION)
                      .getter(ShardBeat::shard)
                      .setter((b, value) -> b.shard = value)
                      .tags(StaticAttributeTags.primarySortKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name("worker").getter(ShardBeat::worker).setter((b, value) -> b.worker = value))
          .addAttribute(
              Long.class,
              a ->
                  a.name("behind_ms")
                      .getter(beat -> beat.behindLatest().toMillis())
                      .setter((b, value) -> b.behindLatest = Duration.ofMillis(value)))
          .addAttribute(
              String.class,
              a ->
                  a.name("beat_time")
                      .getter(beat -> Timestamps.format(beat.time()))
                      .setter((b, value) -> b.time = Timestamps.parse(value)))
          .addAttribute(
              Long.class,
              a ->
                  a.name(Tables.EXPIRES_AT)
                      .getter(beat -> beat.time().plus(LIFE).getEpochSecond())
                      .setter((b, derived) -> {}))
          .build();

  /// How far behind the shard may be. While beats are overdue, because a worker hangs or is gone,
  /// that grows with every second of silence.
  public Duration lag(Instant now) {
    Duration silence = Duration.between(time, now);
    return silence.compareTo(OVERDUE) > 0 ? behindLatest.plus(silence) : behindLatest;
  }

  static final class Builder {
    private @Nullable String shard;
    private @Nullable String worker;
    private @Nullable Duration behindLatest;
    private @Nullable Instant time;

    ShardBeat build() {
      return new ShardBeat(
          Objects.requireNonNull(shard, "no shard in the beat"),
          Objects.requireNonNull(worker, "no worker in the beat"),
          Objects.requireNonNull(behindLatest, "no behind_ms in the beat"),
          Objects.requireNonNull(time, "no beat_time in the beat"));
    }
  }
}
