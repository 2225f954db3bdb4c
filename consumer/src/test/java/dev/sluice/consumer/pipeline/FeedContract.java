package dev.sluice.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.feed.FeedBatch;
import dev.sluice.feed.FeedCounts;
import dev.sluice.feed.FeedEvent;
import dev.sluice.feed.FeedPart;
import dev.sluice.feed.FeedParts;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What every [Feed] must do.
public abstract class FeedContract {
  private static final String SHARD = "1/shardId-000000000000";

  protected final TestShard shard = new TestShard();

  /// An empty feed; the same one within a test.
  protected abstract Feed feed();

  /// By shard, then position.
  protected abstract List<FeedItem> items();

  protected abstract Collection<ShardBeat> beats();

  protected static FeedBatch batch(int... ids) {
    List<FeedEvent> events =
        Arrays.stream(ids)
            .mapToObj(id -> FeedEvent.of(Samples.event(id), Samples.position(id, 0).text()))
            .toList();
    FeedCounts counts = new FeedCounts(ids.length, ids.length, 0, 0, new TreeMap<>());
    return new FeedBatch(events, counts, Duration.ofMillis(5), List.of(), List.of());
  }

  private static List<FeedPart> parts(int... ids) {
    return FeedParts.of(batch(ids), Samples.position(ids[ids.length - 1], 0).text());
  }

  @Test
  void publishedBatchesAreReadInTheOrderOfTheShard() throws Exception {
    feed().publish(SHARD, parts(1, 2), shard);
    feed().publish(SHARD, parts(3), shard);
    assertThat(items()).extracting(FeedItem::batch).containsExactly(batch(1, 2), batch(3));
    assertThat(items()).extracting(FeedItem::shard).containsOnly(SHARD);
  }

  @Test
  void batchThatIsPublishedAgainIsThereOnce() throws Exception {
    feed().publish(SHARD, parts(1, 2), shard);
    feed().publish(SHARD, parts(1, 2), shard);
    assertThat(items()).extracting(FeedItem::batch).containsExactly(batch(1, 2));
  }

  @Test
  void shardsAreApart() throws Exception {
    feed().publish(SHARD, parts(1), shard);
    feed().publish("1/shardId-000000000001", parts(1), shard);
    assertThat(items()).hasSize(2);
  }

  @Test
  void theLastBeatOfAShardIsKept() {
    ShardBeat first = new ShardBeat(SHARD, "host:1", Duration.ofMillis(700), Samples.RECEIVED);
    ShardBeat second =
        new ShardBeat(SHARD, "host:2", Duration.ZERO, Samples.RECEIVED.plusSeconds(2));
    feed().beat(first);
    await().untilAsserted(() -> assertThat(beats()).containsExactly(first));
    await()
        .untilAsserted(() -> {
          feed().beat(second);
          assertThat(beats()).containsExactly(second);
        });
  }
}
