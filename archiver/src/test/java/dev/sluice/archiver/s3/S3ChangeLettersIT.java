package dev.sluice.archiver.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.archive.Rows;
import dev.sluice.archiver.ChangeRecords;
import dev.sluice.archiver.change.Change.Refused.Reason;
import dev.sluice.archiver.commit.ChangeLetters;
import dev.sluice.archiver.commit.ChangeLettersContract;
import dev.sluice.archiver.commit.HeldShard;
import dev.sluice.archiver.commit.RefusedChange;
import dev.sluice.deadletter.Glimpse;
import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterJson;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Service;
import dev.sluice.model.Event;
import dev.sluice.stream.FaultKind;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.aws.AwsFaults;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ChangeLettersIT extends ChangeLettersContract {
  private static final Clock CLOCK = Clock.fixed(ARRIVED.plusSeconds(2), ZoneOffset.UTC);
  private static LocalStack stack;
  private static S3Client s3;

  private final String bucket = "archive-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    stack = LocalStack.start(LocalStackOptions.ephemeral().withServices(Set.of(Service.S3)));
    s3 =
        S3Client.builder()
            .httpClientBuilder(Apache5HttpClient.builder())
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .endpointOverride(stack.s3())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
  }

  @AfterAll
  static void stop() {
    s3.close();
    stack.close();
  }

  @BeforeEach
  void makeBucket() {
    s3.createBucket(create -> create.bucket(bucket));
  }

  @AfterEach
  void disarm() {
    stack.faults().disarmAll();
  }

  @Override
  protected ChangeLetters letters() {
    PatientCaller caller = new PatientCaller(new AwsFaults(), () -> new Random(1).nextLong());
    return new S3ChangeLetters(bucket, s3, caller, CLOCK);
  }

  @Override
  protected Collection<Kept> kept() {
    return written().stream()
        .map(letter ->
            new Kept(
                letter.place().sequenceNumber(),
                letter.cause().reason(),
                letter.cause().detail(),
                new String(letter.original(), StandardCharsets.UTF_8)))
        .toList();
  }

  private List<String> keys() {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private List<Letter> written() {
    return keys().stream()
        .map(key -> s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray())
        .flatMap(gzip -> LetterJson.read(gzip).stream())
        .toList();
  }

  @Test
  void aLetterLiesUnderTheDayOfArrivalAndItsPosition() throws Exception {
    letters().write(List.of(change(5, Reason.NOT_JSON)), shard);
    assertThat(keys())
        .containsExactly(
            "rejected/changes/date=2026-03-01/1767225600000-shardId-000000000000-"
                + "0".repeat(59)
                + "5-0000000000-000000.ndjson.gz");
    Letter letter = written().getFirst();
    assertThat(letter.place()).isEqualTo(new Letter.Place("key-7", "shardId-000000000000", "5", 0));
    assertThat(letter.times()).isEqualTo(new Letter.Times(ARRIVED, ARRIVED.plusSeconds(2)));
  }

  @Test
  void aLetterNamesTheEventWhoseImageWasRefused() throws Exception {
    Event event = new Rows(3).rows(1, 1, 1).getFirst().event();
    byte[] record =
        ChangeRecords.bytes(
            ChangeRecords.removal(new StoredEvent(event, "position", ARRIVED), ARRIVED));
    letters().write(List.of(change(5, Reason.UNKNOWN_SCHEMA, record)), shard);
    assertThat(written().getFirst().glimpse())
        .isEqualTo(new Glimpse(event.deviceId(), event.eventId().toString(), event.eventType()));
    assertThat(written().getFirst().original()).isEqualTo(record);
  }

  @Test
  void lettersAreKeptAfterFailures() throws Exception {
    var armed = stack.faults().arm(Service.S3, "PutObject", new Fault.ServerError(503), 3);
    List<RefusedChange> two = List.of(change(1, Reason.NOT_JSON), change(2, Reason.WRONG_ROOT));
    letters().write(two, shard);
    assertThat(armed.hits()).isEqualTo(3);
    assertThat(shard.failures())
        .extracting(HeldShard.Failure::kind)
        .hasSize(3)
        .containsOnly(FaultKind.TRANSIENT);
    assertThat(kept())
        .containsExactlyInAnyOrderElementsOf(
            two.stream().map(ChangeLettersContract::kept).toList());
  }

  @Test
  void retriesEndAsSoonAsTheShardHasToBeLetGo() {
    stack.faults().armUntilDisarmed(Service.S3, "*", new Fault.ServerError(503));
    Thread.ofVirtual()
        .start(() -> {
          await().until(() -> shard.failures().size() > 3);
          shard.letGo();
        });
    assertThatThrownBy(() -> letters().write(List.of(change(1, Reason.NOT_JSON)), shard))
        .isInstanceOf(ShardReleased.class);
  }
}
