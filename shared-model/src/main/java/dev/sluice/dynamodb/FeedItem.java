package dev.sluice.dynamodb;

import dev.sluice.feed.FeedBatch;
import dev.sluice.feed.FeedCodec;
import dev.sluice.feed.FeedPart;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// An item of the table of the feed: what a shard told at once. Short-lived.
///
/// Whoever reads a shard again may cut it into other batches. Each event has a position of its own,
/// so a reader that drops what it has seen sees each once.
///
/// @param shard `<creation epoch millis of the stream>/<shard id>`
/// @param position the text of the last position that the batch speaks of. A batch that time alone
///   made appends `/~<epoch millis, 15 digits>` to the last position before it
/// @param body by [FeedCodec]
public record FeedItem(String shard, String position, SdkBytes body, Instant expiresAt) {
  public static final String SHARD = "shard";
  public static final String POSITION = "position";

  /// How long an item is there for those who resume.
  public static final Duration LIFE = Duration.ofMinutes(15);

  public static final TableSchema<FeedItem> SCHEMA =
      TableSchema.builder(FeedItem.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(SHARD)
                      .getter(FeedItem::shard)
                      .setter((b, value) -> b.shard = value)
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(POSITION)
                      .getter(FeedItem::position)
                      .setter((b, value) -> b.position = value)
                      .tags(StaticAttributeTags.primarySortKey()))
          .addAttribute(
              SdkBytes.class,
              a -> a.name("body").getter(FeedItem::body).setter((b, value) -> b.body = value))
          .addAttribute(
              Long.class,
              a ->
                  a.name(Tables.EXPIRES_AT)
                      .getter(item -> item.expiresAt().getEpochSecond())
                      .setter((b, value) -> b.expiresAt = Instant.ofEpochSecond(value)))
          .build();

  public static FeedItem of(String shard, String position, FeedBatch batch, Instant now) {
    return of(shard, new FeedPart(position, FeedCodec.encode(batch)), now);
  }

  public static FeedItem of(String shard, FeedPart part, Instant now) {
    return new FeedItem(
        shard,
        part.position(),
        SdkBytes.fromByteArrayUnsafe(part.body()),
        now.plus(LIFE).truncatedTo(ChronoUnit.SECONDS));
  }

  /// What names a shard of one incarnation of the stream here.
  public static String shardName(Instant streamCreated, String shardId) {
    return streamCreated.toEpochMilli() + "/" + shardId;
  }

  /// The size of the body, compressed.
  public int bodyBytes() {
    return body.asByteArrayUnsafe().length;
  }

  /// @throws dev.sluice.feed.FeedFormatException for a body of no version that is known here
  public FeedBatch batch() {
    return FeedCodec.decode(body.asByteArrayUnsafe());
  }

  /// When it was put into the feed, in whole seconds.
  public Instant published() {
    return expiresAt.minus(LIFE);
  }

  static final class Builder {
    private @Nullable String shard;
    private @Nullable String position;
    private @Nullable SdkBytes body;
    private @Nullable Instant expiresAt;

    FeedItem build() {
      return new FeedItem(
          Objects.requireNonNull(shard, "no shard in the feed item"),
          Objects.requireNonNull(position, "no position in the feed item"),
          Objects.requireNonNull(body, "no body in the feed item"),
          Objects.requireNonNull(expiresAt, "no expires_at in the feed item"));
    }
  }
}
