package dev.sluice.stream.kcl;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/// Puts a record on each shard ten times a second, and remembers each.
final class Feed implements AutoCloseable {
  record Put(String shardId, BigInteger sequenceNumber) {
    static Put of(WorkerEvent processed) {
      return new Put(processed.shardId(), new BigInteger(processed.sequenceNumber()));
    }
  }

  private static final BigInteger HASH_KEYS = BigInteger.TWO.pow(128);

  private final StreamBench bench;
  private final List<PutRecordsRequestEntry> entries;
  private final ConcurrentLinkedQueue<Put> puts = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  Feed(StreamBench bench, int shards) {
    this.bench = bench;
    this.entries = IntStream.range(0, shards).mapToObj(shard -> entry(shard, shards)).toList();
    clock.scheduleAtFixedRate(this::put, 0, 100, TimeUnit.MILLISECONDS);
  }

  private static PutRecordsRequestEntry entry(int shard, int shards) {
    BigInteger start =
        HASH_KEYS.multiply(BigInteger.valueOf(shard)).divide(BigInteger.valueOf(shards));
    return PutRecordsRequestEntry.builder()
        .partitionKey("device-" + shard)
        .explicitHashKey(start.add(BigInteger.TWO).toString())
        .data(SdkBytes.fromUtf8String("record"))
        .build();
  }

  private void put() {
    bench
        .clients
        .kinesis()
        .putRecords(b -> b.streamName(bench.settings.stream()).records(entries))
        .join()
        .records()
        .forEach(
            answer -> puts.add(new Put(answer.shardId(), new BigInteger(answer.sequenceNumber()))));
  }

  List<Put> puts() {
    return List.copyOf(puts);
  }

  Map<String, BigInteger> lastByShard() {
    return puts.stream()
        .collect(Collectors.toMap(Put::shardId, Put::sequenceNumber, BigInteger::max));
  }

  @Override
  public void close() {
    clock.close();
  }
}
