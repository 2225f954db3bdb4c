package dev.sluice.local.kinesis;

import static dev.sluice.local.kinesis.KinesisFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.Service;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

class FaultsTest {

  private static final String SHARD = "shardId-000000000000";

  private final KinesisFixture kinesis = new KinesisFixture();

  @BeforeEach
  void createStream() {
    kinesis.createStream("s", 1);
  }

  @AfterEach
  void stop() {
    kinesis.close();
  }

  @Test
  void throttlingHasTheErrorOfTheOperation() {
    arm("PutRecord", new Fault.Throttled());
    arm("ListShards", new Fault.Throttled());

    assertThatThrownBy(this::put).isInstanceOf(ProvisionedThroughputExceededException.class);
    assertThatThrownBy(() -> kinesis.shards("s")).isInstanceOf(LimitExceededException.class);
    put();
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void serverErrorCredentialsAndPermissionAreToldByStatusAndCode() {
    arm("PutRecord", new Fault.ServerError(503));
    assertRefused(503, "ServiceUnavailable");
    arm("PutRecord", new Fault.CredentialsExpired());
    assertRefused(400, "ExpiredTokenException");
    arm("PutRecord", new Fault.AccessDenied());
    assertRefused(400, "AccessDeniedException");
    assertThat(stored()).isZero();
  }

  @Test
  void cutConnectionAppliesNothing() {
    arm("PutRecord", new Fault.ConnectionCut());

    assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);
    assertThat(stored()).isZero();
  }

  @Test
  void appliedButCutIsAppliedThoughTheClientSeesAFailure() {
    arm("PutRecord", new Fault.AppliedButCut());

    assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void aFaultForAShareMeetsThatShareOfTheCallsUntilItIsDisarmed() {
    Faults.Armed ailing =
        kinesis.faults.armForShare(Service.KINESIS, "PutRecord", new Fault.Throttled(), 0.3, 7);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      refused += throttled() ? 1 : 0;
    }
    ailing.disarm();
    put();

    assertThat(refused).isBetween(60, 120);
    assertThat(ailing.hits()).isEqualTo(refused);
    assertThat(stored()).isEqualTo(300 - refused + 1);
  }

  private boolean throttled() {
    try {
      put();
      return false;
    } catch (ProvisionedThroughputExceededException e) {
      return true;
    }
  }

  @Test
  void aShareThatIsNoShareIsRefused() {
    assertThatThrownBy(() ->
            kinesis.faults.armForShare(Service.KINESIS, "PutRecord", new Fault.Throttled(), 0, 1))
        .hasMessage("share 0.0 is not in (0, 1]");
  }

  @Test
  void delayedAnswerComesLate() {
    arm("PutRecord", new Fault.Delayed(Duration.ofMillis(300)));
    long start = System.nanoTime();

    put();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void partialFailureRefusesThatShareOfTheEntriesAndStoresTheRest() {
    arm("PutRecords", new Fault.PartialFailure(0.3));

    PutRecordsResponse response = putTen();

    assertThat(response.failedRecordCount()).isEqualTo(3);
    assertThat(response.records())
        .filteredOn(r -> r.errorCode() != null)
        .hasSize(3)
        .allSatisfy(
            r -> assertThat(r.errorCode()).isEqualTo("ProvisionedThroughputExceededException"));
    assertThat(stored()).isEqualTo(7);
  }

  @Test
  void smallestPartialFailureRefusesOneEntryAndTheLargestAll() {
    arm("PutRecords", new Fault.PartialFailure(0.001));
    assertThat(putTen().failedRecordCount()).isEqualTo(1);
    arm("PutRecords", new Fault.PartialFailure(1));
    assertThat(putTen().failedRecordCount()).isEqualTo(10);
  }

  @Test
  void callsAreLoggedByOperationRefusedOnesToo() {
    put();
    arm(Faults.ANY_OPERATION, new Fault.Throttled());
    assertThatThrownBy(this::put).isInstanceOf(KinesisException.class);

    assertThat(kinesis.operations.count(Service.KINESIS, "PutRecord")).isEqualTo(2);
    assertThat(kinesis.operations.count(Service.KINESIS, "CreateStream")).isEqualTo(1);
  }

  private void arm(String operation, Fault fault) {
    kinesis.faults.arm(Service.KINESIS, operation, fault, 1);
  }

  private void put() {
    kinesis.put("s", "k", "x");
  }

  private PutRecordsResponse putTen() {
    return kinesis.client.putRecords(b ->
        b.streamName("s")
            .records(
                IntStream.range(0, 10)
                    .mapToObj(i ->
                        PutRecordsRequestEntry.builder()
                            .partitionKey("k" + i)
                            .data(bytes("x"))
                            .build())
                    .toList()));
  }

  private int stored() {
    return kinesis.readAll("s", SHARD).size();
  }

  private void assertRefused(int status, String code) {
    assertThatThrownBy(this::put)
        .isInstanceOfSatisfying(
            KinesisException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }
}
