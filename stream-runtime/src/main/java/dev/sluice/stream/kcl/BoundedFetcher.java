package dev.sluice.stream.kcl;

import dev.sluice.stream.ByteBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.kinesis.retrieval.DataFetcherProviderConfig;
import software.amazon.kinesis.retrieval.polling.KinesisDataFetcher;

/// Reads a shard in batches of bounded size, where the library only counts what it has when it has
/// it: after a single read that is 10 MiB. What does not fit is dropped and read again. While a
/// read is under way, its answer counts in a budget that all reads of the process share.
final class BoundedFetcher extends KinesisDataFetcher {
  private final DataFetcherProviderConfig shard;
  private final ReadSize size;
  private final ByteBudget reading;
  private Instant lastRead = Instant.now();

  BoundedFetcher(
      KinesisAsyncClient kinesis,
      DataFetcherProviderConfig shard,
      int batchBytes,
      ByteBudget reading) {
    super(kinesis, shard);
    this.shard = shard;
    this.size = new ReadSize(shard.getMaxRecords(), batchBytes);
    this.reading = reading;
  }

  @Override
  public GetRecordsRequest getGetRecordsRequest(String nextIterator) {
    return super.getGetRecordsRequest(nextIterator).toBuilder().limit(size.records()).build();
  }

  @Override
  public GetRecordsResponse getGetRecordsResponse(GetRecordsRequest request)
      throws ExecutionException, InterruptedException, TimeoutException {
    Duration sinceLast = Duration.between(lastRead, Instant.now());
    try (ByteBudget.Share _ = reading.take(size.possibleBytes(sinceLast))) {
      return bounded(super.getGetRecordsResponse(request));
    }
  }

  private GetRecordsResponse bounded(GetRecordsResponse response)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<Record> records = response.records();
    int[] sizes =
        records.stream().mapToInt(record -> record.data().asByteArrayUnsafe().length).toArray();
    int fitting = size.fitting(sizes);
    lastRead = Instant.now();
    GetRecordsResponse kept = fitting < sizes.length ? cut(response, fitting) : response;
    Long behind = kept.millisBehindLatest();
    size.seen(sizes, Duration.ofMillis(behind == null ? 0 : behind));
    return kept;
  }

  private GetRecordsResponse cut(GetRecordsResponse response, int fitting)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<Record> records = response.records();
    Long behind = response.millisBehindLatest();
    Duration age =
        Duration.between(records.get(fitting).approximateArrivalTimestamp(), Instant.now());
    return response.toBuilder()
        .records(List.copyOf(records.subList(0, fitting)))
        .nextShardIterator(iteratorAfter(records.get(fitting - 1)))
        .childShards(List.of()) // those of a shard whose end is not reached any more
        .millisBehindLatest(Math.max(behind == null ? 0 : behind, Math.max(1, age.toMillis())))
        .build();
  }

  private String iteratorAfter(Record last)
      throws ExecutionException, InterruptedException, TimeoutException {
    return getNextIterator(
        GetShardIteratorRequest.builder()
            .streamName(shard.getStreamIdentifier().streamName())
            .shardId(shard.getShardId())
            .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
            .startingSequenceNumber(last.sequenceNumber())
            .build());
  }
}
