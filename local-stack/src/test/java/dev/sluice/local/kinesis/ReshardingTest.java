package dev.sluice.local.kinesis;

import static dev.sluice.local.kinesis.KinesisFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class ReshardingTest {

  private static final String FIRST = "shardId-000000000000";
  private static final String SECOND = "shardId-000000000001";
  private static final BigInteger HASH_KEYS = BigInteger.TWO.pow(128);
  private static final String MIDDLE = HASH_KEYS.shiftRight(1).toString();

  private final KinesisFixture kinesis = new KinesisFixture();

  @AfterEach
  void stop() {
    kinesis.close();
  }

  @Test
  void splitClosesTheParentAndItsEndNamesTheChildren() {
    kinesis.createStream("s", 1);
    String last = kinesis.put("s", "k", "before").sequenceNumber();
    split("s", FIRST, MIDDLE);
    kinesis.put("s", "k", "after");

    List<Shard> shards = kinesis.shards("s");
    GetRecordsResponse end =
        kinesis.get(kinesis.iterator("s", FIRST, ShardIteratorType.TRIM_HORIZON));

    assertThat(shards).hasSize(3);
    assertThat(shards.getFirst().sequenceNumberRange().endingSequenceNumber()).isGreaterThan(last);
    assertThat(shards.subList(1, 3))
        .allSatisfy(child -> {
          assertThat(child.parentShardId()).isEqualTo(FIRST);
          assertThat(child.adjacentParentShardId()).isNull();
          assertThat(child.sequenceNumberRange().startingSequenceNumber())
              .isGreaterThan(shards.getFirst().sequenceNumberRange().endingSequenceNumber());
        });
    assertThat(shards.get(2).hashKeyRange().startingHashKey()).isEqualTo(MIDDLE);
    assertThat(texts(end.records())).containsExactly("before");
    assertThat(end.nextShardIterator()).isNull();
    assertThat(end.childShards())
        .extracting(ChildShard::shardId)
        .containsExactly(SECOND, "shardId-000000000002");
    assertThat(end.childShards().getFirst().parentShards()).containsExactly(FIRST);
  }

  @Test
  void mergeHasTwoParents() {
    kinesis.createStream("s", 2);
    merge("s", FIRST, SECOND);

    Shard merged = kinesis.shards("s").get(2);
    GetRecordsResponse end =
        kinesis.get(kinesis.iterator("s", SECOND, ShardIteratorType.TRIM_HORIZON));

    assertThat(merged.parentShardId()).isEqualTo(FIRST);
    assertThat(merged.adjacentParentShardId()).isEqualTo(SECOND);
    assertThat(merged.hashKeyRange().startingHashKey()).isEqualTo("0");
    assertThat(new BigInteger(merged.hashKeyRange().endingHashKey()))
        .isEqualTo(HASH_KEYS.subtract(BigInteger.ONE));
    assertThat(end.childShards().getFirst().parentShards()).containsExactly(FIRST, SECOND);
  }

  @Test
  void reshardsThatMakeNoSenseAreRefused() {
    kinesis.createStream("s", 3);

    assertThatThrownBy(() -> merge("s", FIRST, "shardId-000000000002"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("not adjacent");
    assertThatThrownBy(() -> merge("s", FIRST, FIRST)).isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() -> split("s", FIRST, "0")).isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() -> split("s", SECOND, "1")).isInstanceOf(InvalidArgumentException.class);
    split("s", FIRST, "1");
    assertThatThrownBy(() -> split("s", FIRST, "2"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("closed");
  }

  @ParameterizedTest
  @CsvSource({"1,2", "2,4", "4,2", "2,3", "3,2", "5,3", "4,7", "7,4", "3,3"})
  void updateShardCountLeavesUniformShardsThatCoverEveryKeyOnce(int from, int to) {
    kinesis.createStream("s", from);
    kinesis.client.updateShardCount(
        b -> b.streamName("s").targetShardCount(to).scalingType(ScalingType.UNIFORM_SCALING));

    List<Shard> open =
        kinesis.shards("s").stream()
            .filter(s -> s.sequenceNumberRange().endingSequenceNumber() == null)
            .sorted(Comparator.comparing(s -> first(s)))
            .toList();

    assertThat(open).hasSize(to);
    BigInteger expected = BigInteger.ZERO;
    for (Shard shard : open) {
      assertThat(first(shard)).isEqualTo(expected);
      expected = new BigInteger(shard.hashKeyRange().endingHashKey()).add(BigInteger.ONE);
      assertThat(expected.subtract(first(shard)).subtract(HASH_KEYS.divide(BigInteger.valueOf(to))))
          .isLessThan(BigInteger.valueOf(to));
    }
    assertThat(expected).isEqualTo(HASH_KEYS);
  }

  @Test
  void updateShardCountBeyondDoubleOrHalfIsRefused() {
    kinesis.createStream("s", 4);

    assertThatThrownBy(() -> scale(9)).isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> scale(1)).isInstanceOf(LimitExceededException.class);
    assertThat(kinesis.shards("s")).hasSize(4);
  }

  @Test
  void eachFilterListsItsShards() {
    kinesis.createStream("s", 1);
    kinesis.clock.advance(Duration.ofHours(1));
    var beforeSplit = kinesis.clock.instant();
    kinesis.clock.advance(Duration.ofHours(1));
    split("s", FIRST, MIDDLE);
    kinesis.clock.advance(Duration.ofHours(1));
    var afterSplit = kinesis.clock.instant();

    assertThat(ids(ShardFilterType.AT_TRIM_HORIZON)).containsExactly("0");
    assertThat(ids(ShardFilterType.FROM_TRIM_HORIZON)).containsExactly("0", "1", "2");
    assertThat(ids(ShardFilterType.AT_LATEST)).containsExactly("1", "2");
    assertThat(idsAt(ShardFilterType.AT_TIMESTAMP, beforeSplit)).containsExactly("0");
    assertThat(idsAt(ShardFilterType.AT_TIMESTAMP, afterSplit)).containsExactly("1", "2");
    assertThat(idsAt(ShardFilterType.FROM_TIMESTAMP, beforeSplit)).containsExactly("0", "1", "2");
    assertThat(idsAt(ShardFilterType.FROM_TIMESTAMP, afterSplit)).containsExactly("1", "2");
    assertThat(
            ids(
                kinesis
                    .client
                    .listShards(b ->
                        b.streamName("s")
                            .shardFilter(
                                f -> f.type(ShardFilterType.AFTER_SHARD_ID).shardId(SECOND)))
                    .shards()))
        .containsExactly("2");

    kinesis.clock.advance(Duration.ofHours(24));
    assertThat(ids(ShardFilterType.FROM_TRIM_HORIZON)).containsExactly("1", "2");
    assertThat(ids(ShardFilterType.AT_TRIM_HORIZON)).containsExactly("1", "2");
  }

  private void split(String stream, String shard, String at) {
    kinesis.client.splitShard(b -> b.streamName(stream).shardToSplit(shard).newStartingHashKey(at));
  }

  private void merge(String stream, String shard, String adjacent) {
    kinesis.client.mergeShards(
        b -> b.streamName(stream).shardToMerge(shard).adjacentShardToMerge(adjacent));
  }

  private void scale(int target) {
    kinesis.client.updateShardCount(
        b -> b.streamName("s").targetShardCount(target).scalingType(ScalingType.UNIFORM_SCALING));
  }

  private List<String> ids(ShardFilterType type) {
    return ids(
        kinesis.client.listShards(b -> b.streamName("s").shardFilter(f -> f.type(type))).shards());
  }

  private List<String> idsAt(ShardFilterType type, java.time.Instant at) {
    return ids(
        kinesis
            .client
            .listShards(b -> b.streamName("s").shardFilter(f -> f.type(type).timestamp(at)))
            .shards());
  }

  private static List<String> ids(List<Shard> shards) {
    return shards.stream().map(s -> s.shardId().substring(FIRST.length() - 1)).toList();
  }

  private static BigInteger first(Shard shard) {
    return new BigInteger(shard.hashKeyRange().startingHashKey());
  }
}
