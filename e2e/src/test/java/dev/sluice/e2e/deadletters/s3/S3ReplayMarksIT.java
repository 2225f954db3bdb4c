package dev.sluice.e2e.deadletters.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.deadletter.LetterKeys;
import dev.sluice.e2e.deadletters.Mark;
import dev.sluice.e2e.deadletters.ReplayMarks;
import dev.sluice.e2e.deadletters.ReplayMarksContract;
import dev.sluice.e2e.deadletters.Samples;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Service;
import dev.sluice.model.Timestamps;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3ReplayMarksIT extends ReplayMarksContract {
  private static LocalStack stack;
  private static S3Client s3;

  private final String bucket = "marks-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    stack = LocalStack.start(LocalStackOptions.ephemeral().withServices(Set.of(Service.S3)));
    s3 =
        S3Client.builder()
            .httpClientBuilder(Apache5HttpClient.builder())
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
  void make() {
    s3.createBucket(request -> request.bucket(bucket));
  }

  @AfterEach
  void disarm() {
    stack.faults().disarmAll();
  }

  @Override
  protected ReplayMarks marks() {
    return new S3ReplayMarks(s3, bucket, LetterKeys.EVENTS, Clock.systemUTC());
  }

  @Test
  void anAttemptWhoseAnswerIsLostIsKnownAsOurOwn() {
    var armed = stack.faults().arm(Service.S3, "PutObject", new Fault.AppliedButCut(), 1);
    assertThat(marks().begin(letter, 1)).isTrue();
    assertThat(armed.hits()).isEqualTo(1);
    assertThat(marks().begin(letter, 1)).isFalse();
  }

  @Test
  void aRefusalThatStaysIsNoSuccess() {
    stack.faults().armUntilDisarmed(Service.S3, "PutObject", new Fault.AccessDenied());
    assertThatThrownBy(() -> marks().begin(letter, 1)).isInstanceOf(SdkException.class);
    stack.faults().disarmAll();
    assertThat(marks().begin(letter, 1)).isTrue();
  }

  @Test
  void aNameTellsLetterAttemptAndState() {
    MarkKey key = MarkKey.of(LetterKeys.EVENTS, letter, 12, Mark.State.SENT);
    assertThat(key.text())
        .isEqualTo(
            "replayed/date=2026-03-01/1767225600000-shardId-000000000000-"
                + "0".repeat(59)
                + "1-0000000000-000000.0012.sent.json");
    assertThat(MarkKey.parse(LetterKeys.EVENTS, Timestamps.day(Samples.RECEIVED), key.text()))
        .contains(key);
  }

  @Test
  void whatIsNoMarkIsPassedOver() {
    String prefix = MarkKey.prefix(LetterKeys.EVENTS, Timestamps.day(Samples.RECEIVED));
    s3.putObject(
        request -> request.bucket(bucket).key(prefix + "notes.txt"),
        RequestBody.fromString("hello"));
    assertThat(marks().ofDay(Timestamps.day(Samples.RECEIVED))).isEmpty();
  }
}
