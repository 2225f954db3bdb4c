package dev.sluice.dynamodb;

import dev.sluice.model.Timestamps;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// An item of the table of counters: how far the archive has come on one shard of the stream of
/// table changes.
///
/// @param streamCreated when the stream was made: one that is made anew has shards of the same
///   names
/// @param watermark every change that reached the shard before it is archived or dead-lettered
/// @param updatedAt when the archiver last said so
/// @param ended whether the shard is closed and all of it committed: its watermark stands for ever
public record ArchiveWatermark(
    Instant streamCreated, String shardId, Instant watermark, Instant updatedAt, boolean ended) {
  /// The partition of the table that holds all of them.
  public static final String BUCKET_VALUE = "archive#watermark";

  public static final TableSchema<ArchiveWatermark> SCHEMA =
      TableSchema.builder(ArchiveWatermark.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(ShardCounter.BUCKET)
                      .getter(item -> BUCKET_VALUE)
                      .setter((b, fixed) -> {})
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(ShardCounter.KEY)
                      .getter(ArchiveWatermark::key)
                      .setter(Builder::key)
                      .tags(StaticAttributeTags.primarySortKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name("watermark")
                      .getter(item -> Timestamps.format(item.watermark()))
                      .setter((b, value) -> b.watermark = Timestamps.parse(value)))
          .addAttribute(
              String.class,
              a ->
                  a.name("updated_at")
                      .getter(item -> Timestamps.format(item.updatedAt()))
                      .setter((b, value) -> b.updatedAt = Timestamps.parse(value)))
          .addAttribute(
              Boolean.class,
              a ->
                  a.name("ended")
                      .getter(ArchiveWatermark::ended)
                      .setter((b, value) -> b.ended = value))
          .build();

  /// In whole milliseconds.
  public ArchiveWatermark {
    streamCreated = millis(streamCreated);
    watermark = millis(watermark);
    updatedAt = millis(updatedAt);
  }

  private static Instant millis(Instant instant) {
    return Instant.ofEpochMilli(instant.toEpochMilli());
  }

  /// `<creation epoch millis of the stream>/<shard id>`
  public String key() {
    return streamCreated.toEpochMilli() + "/" + shardId;
  }

  static final class Builder {
    private @Nullable Instant streamCreated;
    private @Nullable String shardId;
    private @Nullable Instant watermark;
    private @Nullable Instant updatedAt;
    private boolean ended;

    void key(String value) {
      int slash = value.indexOf('/');
      streamCreated = Instant.ofEpochMilli(Long.parseLong(value.substring(0, slash)));
      shardId = value.substring(slash + 1);
    }

    ArchiveWatermark build() {
      return new ArchiveWatermark(
          Objects.requireNonNull(streamCreated, "no key in the watermark"),
          Objects.requireNonNull(shardId, "no key in the watermark"),
          Objects.requireNonNull(watermark, "no watermark in the item"),
          Objects.requireNonNull(updatedAt, "no updated_at in the watermark"),
          ended);
    }
  }
}
