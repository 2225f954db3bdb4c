package dev.sluice.simulator.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import dev.sluice.local.kinesis.KinesisOptions;
import dev.sluice.local.kinesis.LocalKinesis;
import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.IngestPointContractTest;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.pace.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

@Timeout(60)
class KinesisIngestPointTest extends IngestPointContractTest {
  private static final String STREAM = "sluice-events";

  private final Faults faults = new Faults();
  private final OperationLog operations = new OperationLog();
  private final LocalKinesis kinesis =
      LocalKinesis.start(KinesisOptions.defaults(), faults, operations);
  private final KinesisClient reader = client();
  private final KinesisIngestPoint ingest = ingestInto(STREAM);

  @BeforeEach
  void makeTheStream() {
    reader.createStream(request -> request.streamName(STREAM).shardCount(2));
  }

  @AfterEach
  void stop() {
    ingest.close();
    reader.close();
    kinesis.close();
  }

  @Override
  protected IngestPoint ingest() {
    return ingest;
  }

  @Override
  protected void refuseSome(int calls) {
    faults.arm(Service.KINESIS, "PutRecords", new Fault.PartialFailure(0.5), calls);
  }

  @Test
  void onlyRefusedRecordsAreSentAgain() throws InterruptedException {
    refuseSome(1);
    assertThat(ingest.send(oneEach(10))).hasSize(10);
    assertThat(arrived()).hasSize(10);
    assertThat(operations.count(Service.KINESIS, "PutRecords")).isEqualTo(2);
  }

  @Test
  void manyKeysTravelInFewCalls() throws InterruptedException {
    ingest.send(oneEach(500));
    assertThat(operations.count(Service.KINESIS, "PutRecords")).isEqualTo(1);
  }

  @Test
  void throttlingAndErrorsAreWaitedOut() throws InterruptedException {
    faults.arm(Service.KINESIS, "PutRecords", new Fault.Throttled(), 3);
    faults.arm(Service.KINESIS, "PutRecords", new Fault.ServerError(503), 2);
    faults.arm(Service.KINESIS, "PutRecords", new Fault.CredentialsExpired(), 1);
    assertThat(ingest.send(oneEach(20))).hasSize(20);
    assertThat(arrived()).hasSize(20);
  }

  @Test
  void recordsThatMayLieOnTheStreamTwiceAreSaidTo() throws InterruptedException {
    faults.arm(Service.KINESIS, "PutRecords", new Fault.AppliedButCut(), 1);
    assertThat(ingest.send(oneEach(5))).hasSize(5).allMatch(Acknowledgement::perhapsTwice);
    assertThat(arrived()).hasSize(10);
    assertThat(ingest.send(oneEach(1))).noneMatch(Acknowledgement::perhapsTwice);
  }

  @Test
  void aMissingStreamIsNamedWithWhatToDo() {
    try (KinesisIngestPoint other = ingestInto("elsewhere")) {
      assertThatThrownBy(() -> other.send(oneEach(1)))
          .isInstanceOf(IngestRefusedException.class)
          .hasMessageContaining("no stream \"elsewhere\"")
          .hasMessageContaining("--to");
    }
  }

  @Test
  void aMissingPermissionIsNamed() {
    faults.arm(Service.KINESIS, "PutRecords", new Fault.AccessDenied(), 1);
    assertThatThrownBy(() -> ingest.send(oneEach(1)))
        .isInstanceOf(IngestRefusedException.class)
        .hasMessageContaining("kinesis:PutRecords");
  }

  @Override
  protected List<Arrived> arrived() {
    List<Arrived> arrived = new ArrayList<>();
    for (Shard shard : reader.listShards(request -> request.streamName(STREAM)).shards()) {
      String iterator =
          reader
              .getShardIterator(request ->
                  request
                      .streamName(STREAM)
                      .shardId(shard.shardId())
                      .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      boolean more = true;
      while (more) {
        String from = iterator;
        GetRecordsResponse page = reader.getRecords(request -> request.shardIterator(from));
        page.records().forEach(record -> arrived.add(of(shard, record)));
        iterator = page.nextShardIterator();
        more = !page.records().isEmpty();
      }
    }
    return arrived;
  }

  private static Arrived of(Shard shard, Record record) {
    return new Arrived(
        shard.shardId(),
        record.sequenceNumber(),
        record.partitionKey(),
        record.data().asUtf8String());
  }

  private static List<OutgoingRecord> oneEach(int count) {
    return IntStream.range(0, count).mapToObj(i -> record("device-" + i, "event " + i)).toList();
  }

  private KinesisIngestPoint ingestInto(String stream) {
    return new KinesisIngestPoint(
        client(),
        stream,
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(20), new SplittableRandom(1)));
  }

  private KinesisClient client() {
    return KinesisClient.builder()
        .endpointOverride(kinesis.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }
}
