package dev.sluice.consumer.s3;

import static dev.sluice.consumer.pipeline.Samples.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.consumer.aws.FaultCase;
import dev.sluice.consumer.aws.TestServers;
import dev.sluice.consumer.pipeline.DeadLetter;
import dev.sluice.consumer.pipeline.DeadLetters;
import dev.sluice.consumer.pipeline.DeadLettersContract;
import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterJson;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Service;
import dev.sluice.model.RejectReason;
import dev.sluice.stream.ShardReleased;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

@ExtendWith(TestServers.Extension.class)
class S3DeadLettersIT extends DeadLettersContract {
  private final TestServers servers;
  private final S3Client s3;
  private final String bucket;

  S3DeadLettersIT(TestServers servers) {
    this.servers = servers;
    this.s3 = servers.s3();
    this.bucket = servers.bucket();
  }

  @AfterEach
  void disarm() {
    servers.faults().disarmAll();
  }

  @Override
  protected DeadLetters letters() {
    return new S3DeadLetters(
        bucket,
        s3,
        servers.requests(),
        servers.caller(),
        Clock.fixed(RECEIVED.plusSeconds(2), ZoneOffset.UTC));
  }

  @Override
  protected Collection<Kept> kept() {
    return written().stream()
        .map(letter ->
            new Kept(
                letter.id(),
                letter.cause().reason(),
                letter.cause().detail(),
                new String(letter.original(), StandardCharsets.UTF_8)))
        .toList();
  }

  private List<String> keys() {
    return s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private List<Letter> written() {
    return keys().stream()
        .map(key -> s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray())
        .flatMap(gzip -> LetterJson.read(gzip).stream())
        .toList();
  }

  @Test
  void linesOfARecordLieInOneObjectNamedByDayAndPosition() throws Exception {
    letters()
        .write(
            List.of(
                letter(5, 0, RejectReason.NOT_JSON),
                letter(5, 2, RejectReason.NOT_JSON),
                letter(6, 0, RejectReason.NOT_JSON)),
            shard);
    String zeros = "0".repeat(59);
    assertThat(keys())
        .containsExactlyInAnyOrder(
            "rejected/date=2026-03-01/1767225600000-shardId-000000000000-"
                + zeros
                + "5-0000000000-000000.ndjson.gz",
            "rejected/date=2026-03-01/1767225600000-shardId-000000000000-"
                + zeros
                + "6-0000000000-000000.ndjson.gz");
  }

  @Test
  void letterSaysWhereAndWhen() throws Exception {
    letters().write(List.of(letter(5, 2, RejectReason.NOT_JSON)), shard);
    Letter written = written().getFirst();
    assertThat(written.place())
        .isEqualTo(new Letter.Place("device-7", "shardId-000000000000", "5", 2));
    assertThat(written.times()).isEqualTo(new Letter.Times(RECEIVED, RECEIVED.plusSeconds(2)));
  }

  @ParameterizedTest
  @MethodSource("dev.sluice.consumer.aws.FaultCase#all")
  void lettersAreKeptAfter(FaultCase fault) throws Exception {
    var armed = servers.faults().arm(Service.S3, "PutObject", fault.fault(), 2);
    List<DeadLetter> letters =
        List.of(letter(1, 0, RejectReason.NOT_JSON), letter(2, 0, RejectReason.NOT_UTF8));
    letters().write(letters, shard);

    assertThat(armed.hits()).isEqualTo(2);
    assertThat(shard.failures())
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(failure -> assertThat(failure.kind()).isEqualTo(fault.kind()));
    assertThat(kept())
        .containsExactlyInAnyOrderElementsOf(
            letters.stream().map(DeadLettersContract::kept).toList());
  }

  @Test
  void retriesEndAsSoonAsTheShardHasToBeLetGo() {
    servers.faults().armUntilDisarmed(Service.S3, "*", new Fault.ServerError(503));
    Thread.ofVirtual()
        .start(() -> {
          await().until(() -> shard.failures().size() > 3);
          shard.letGo();
        });
    assertThatThrownBy(() -> letters().write(List.of(letter(1, 0, RejectReason.NOT_JSON)), shard))
        .isInstanceOf(ShardReleased.class);
  }
}
