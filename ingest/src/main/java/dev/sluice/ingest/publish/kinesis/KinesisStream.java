package dev.sluice.ingest.publish.kinesis;

import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.publish.outbox.Answer;
import dev.sluice.ingest.publish.outbox.Answer.Answered;
import dev.sluice.ingest.publish.outbox.Answer.Result;
import dev.sluice.ingest.publish.outbox.Answer.Unanswered;
import dev.sluice.ingest.publish.outbox.ShardMap;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;

/// A stream of Kinesis.
///
/// @param client repeats nothing by itself: it would hide that entries of a key may have changed
///   places
/// @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">
///   PutRecords</a>
record KinesisStream(KinesisClient client, String name) implements StreamPort {

  @Override
  public Answer put(List<StreamEntry> records) {
    List<PutRecordsRequestEntry> entries = new ArrayList<>(records.size());
    for (StreamEntry record : records) {
      entries.add(
          PutRecordsRequestEntry.builder()
              .partitionKey(record.partitionKey())
              .data(SdkBytes.fromByteArrayUnsafe(record.bytes()))
              .build());
    }
    PutRecordsRequest request =
        PutRecordsRequest.builder().streamName(name).records(entries).build();
    try {
      return answer(client.putRecords(request).records(), records.size());
    } catch (SdkException e) {
      return PutFailure.of(e);
    }
  }

  private static Answer answer(List<PutRecordsResultEntry> results, int expected) {
    if (results.size() != expected) {
      return new Unanswered(
          "results",
          new IllegalStateException(
              "%d records were put, %d results came".formatted(expected, results.size())));
    }
    return new Answered(results.stream().map(KinesisStream::result).toList());
  }

  private static Result result(PutRecordsResultEntry entry) {
    String code = entry.errorCode();
    if (code == null) {
      return new Result.Stored(entry.shardId());
    }
    return isThrottling(code) ? new Result.Throttled(code) : new Result.Failed(code);
  }

  private static boolean isThrottling(String code) {
    String lower = code.toLowerCase(Locale.ROOT);
    return lower.contains("throughput") || lower.contains("throttl") || lower.contains("limit");
  }

  @Override
  public ShardMap shards() {
    List<ShardMap.Range> ranges = new ArrayList<>();
    String next = null;
    do {
      ListShardsResponse page = client.listShards(request(next));
      for (Shard shard : page.shards()) {
        ranges.add(
            new ShardMap.Range(
                shard.shardId(), new BigInteger(shard.hashKeyRange().startingHashKey())));
      }
      next = page.nextToken();
    } while (next != null);
    return new ShardMap(ranges);
  }

  /// Kinesis refuses the name beside a token.
  private ListShardsRequest request(@Nullable String next) {
    return next == null
        ? ListShardsRequest.builder()
            .streamName(name)
            .shardFilter(filter -> filter.type(ShardFilterType.AT_LATEST))
            .build()
        : ListShardsRequest.builder().nextToken(next).build();
  }
}
