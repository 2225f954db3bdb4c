package dev.sluice.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// Client and server in one JVM, 500-byte records: how fast they go together. The floor is far
/// below what two quiet cores do, so that a busy machine does not fail it.
class ThroughputIT {

  private static final int SHARDS = 4;
  private static final int BATCHES = 400;
  private static final int BATCH = 500;
  private static final double LEAST_PER_SECOND = 5_000;

  @Test
  void putsAndReadsKeepUpWithAFleet() throws Exception {
    KinesisOptions options = KinesisOptions.defaults().withMaxBufferedBytes(512L << 20);
    try (LocalKinesis server = LocalKinesis.start(options, new Faults(), new OperationLog());
        KinesisClient client = KinesisFixture.syncClient(server.endpoint())) {
      client.createStream(b -> b.streamName("warm").shardCount(SHARDS));
      client.createStream(b -> b.streamName("s").shardCount(SHARDS));
      put(client, "warm");
      read(client, "warm");

      double puts = perSecond(() -> put(client, "s"));
      double reads = perSecond(() -> read(client, "s"));

      System.out.printf("puts %,.0f/s, reads %,.0f/s%n", puts, reads);
      assertThat(puts).isGreaterThan(LEAST_PER_SECOND);
      assertThat(reads).isGreaterThan(LEAST_PER_SECOND);
    }
  }

  private interface Work {
    int run() throws Exception;
  }

  private static double perSecond(Work work) throws Exception {
    long start = System.nanoTime();
    assertThat(work.run()).isEqualTo(BATCHES * BATCH);
    return BATCHES * BATCH * 1e9 / (System.nanoTime() - start);
  }

  private static int put(KinesisClient client, String stream) throws Exception {
    SdkBytes data = SdkBytes.fromByteArrayUnsafe(new byte[500]);
    List<PutRecordsRequestEntry> entries =
        IntStream.range(0, BATCH)
            .mapToObj(i ->
                PutRecordsRequestEntry.builder().partitionKey("device-" + i).data(data).build())
            .toList();
    return sum(
        BATCHES,
        i ->
            BATCH
                - client
                    .putRecords(b -> b.streamName(stream).records(entries))
                    .failedRecordCount());
  }

  private static int read(KinesisClient client, String stream) throws Exception {
    return sum(SHARDS, i -> drain(client, stream, "shardId-00000000000" + i));
  }

  private static int drain(KinesisClient client, String stream, String shard) {
    String iterator =
        client
            .getShardIterator(b ->
                b.streamName(stream)
                    .shardId(shard)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    int count = 0;
    while (true) {
      String next = iterator;
      GetRecordsResponse response = client.getRecords(b -> b.shardIterator(next).limit(1_000));
      if (response.records().isEmpty()) {
        return count;
      }
      count += response.records().size();
      iterator = response.nextShardIterator();
    }
  }

  private interface Part {
    int run(int index);
  }

  private static int sum(int parts, Part part) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < parts; i++) {
        int index = i;
        running.add(threads.submit(() -> part.run(index)));
      }
      int sum = 0;
      for (Future<Integer> one : running) {
        sum += one.get();
      }
      return sum;
    }
  }
}
