package dev.sluice.archiver.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.archive.Rows;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.stream.FaultKind;
import dev.sluice.stream.RecordBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochProcessorTest {
  private static final SealRule LARGE = new SealRule(1 << 30, Duration.ofMinutes(5), 100);
  private static final RecordBatch NOTHING = new RecordBatch(List.of(), Duration.ZERO);

  @TempDir Path disk;
  private final ChangeShard shard = new ChangeShard();
  private int owner;
  private ArchiveWorld world;

  @BeforeEach
  void make() {
    world = new ArchiveWorld(disk, FileLayout.DEFAULT);
  }

  private ArchiveWorld.Process start(SealRule rule, Steps steps) {
    owner = shard.take();
    return world.start(shard, rule, steps);
  }

  private void process(ArchiveWorld.Process process, Steps steps, int batchSize) throws Exception {
    for (RecordBatch batch : shard.batches(batchSize)) {
      process.processor().process(batch, shard.commits(owner, steps));
    }
  }

  private void put(List<ArchiveRow> rows) {
    rows.forEach(shard::putRemoval);
  }

  private double epochs(String reason) {
    return world.count("sluice.archive.epochs", "reason", reason);
  }

  @Test
  void anEpochIsSealedWhenItIsOldAlsoWithoutNewRecords() throws Exception {
    List<ArchiveRow> rows = new Rows(2).rows(5, 1, 1);
    put(rows);
    Steps steps = Steps.uncut();
    ArchiveWorld.Process process = start(LARGE, steps);
    process(process, steps, 10);
    assertThat(world.archived()).isEmpty();
    assertThat(shard.committed()).isEmpty();
    world.now.updateAndGet(now -> now.plus(Duration.ofMinutes(5)));
    process.processor().process(NOTHING, shard.commits(owner, steps));
    assertThat(world.archived()).isEqualTo(CrashAtEveryStepTest.each(rows));
    assertThat(shard.isCommittedToTheEnd()).isTrue();
    assertThat(epochs("age")).isEqualTo(1);
  }

  @Test
  void anExplosionOfPartitionsSealsTheWholeEpochEarlyAndIsCounted() throws Exception {
    List<ArchiveRow> rows = new Rows(3).rows(60, 30, 1);
    put(rows);
    Steps steps = Steps.uncut();
    ArchiveWorld.Process process = start(new SealRule(1 << 30, Duration.ofHours(1), 8), steps);
    process(process, steps, 60);
    assertThat(epochs("partitions")).isGreaterThanOrEqualTo(2);
    process.processor().end(shard.commits(owner, steps));
    assertThat(world.archived()).isEqualTo(CrashAtEveryStepTest.each(rows));
  }

  @Test
  void whatIsIgnoredIsCommittedWithoutAFile() throws Exception {
    shard.put(
        """
        {"eventName":"INSERT","tableName":"sluice-events","recordFormat":"application/json",
         "dynamodb":{"ApproximateCreationDateTime":1710000000000,
         "ApproximateCreationDateTimePrecision":"MILLISECOND"}}\
        """
            .getBytes(UTF_8));
    Steps steps = Steps.uncut();
    ArchiveWorld.Process process = start(LARGE, steps);
    process(process, steps, 10);
    world.now.updateAndGet(now -> now.plus(Duration.ofMinutes(5)));
    process.processor().process(NOTHING, shard.commits(owner, steps));
    assertThat(shard.isCommittedToTheEnd()).isTrue();
    assertThat(world.bucket.list("")).isEmpty();
    assertThat(steps.places()).doesNotContain("before prepare");
    assertThat(world.count("sluice.archive.changes", "outcome", "ignored", "reason", "inserted"))
        .isEqualTo(1);
  }

  @Test
  void aRefusedChangeIsADeadLetterBeforeTheCommitAndHoldsNothingUp() throws Exception {
    List<ArchiveRow> rows = new Rows(4).rows(3, 1, 1);
    shard.put("{}".getBytes(UTF_8));
    put(rows);
    Steps steps = Steps.uncut();
    ArchiveWorld.Process process = start(LARGE, steps);
    process(process, steps, 10);
    process.processor().end(shard.commits(owner, steps));
    assertThat(world.letters).hasSize(1);
    assertThat(steps.places().indexOf("after letters"))
        .isLessThan(steps.places().indexOf("before commit"));
    assertThat(world.archived()).isEqualTo(CrashAtEveryStepTest.each(rows));
    assertThat(
            world.count(
                "sluice.archive.changes", "outcome", "rejected", "reason", "missing_member"))
        .isEqualTo(1);
  }

  @Test
  void aRepeatedBatchIsTakenOnce() throws Exception {
    List<ArchiveRow> rows = new Rows(5).rows(9, 1, 1);
    put(rows);
    Steps steps = Steps.uncut();
    ArchiveWorld.Process process = start(LARGE, steps);
    RecordBatch batch = shard.batches(10).getFirst();
    process.processor().process(batch, shard.commits(owner, steps));
    process.processor().process(batch, shard.commits(owner, steps));
    process.processor().end(shard.commits(owner, steps));
    assertThat(world.archived()).isEqualTo(CrashAtEveryStepTest.each(rows));
    assertThat(world.count("sluice.archive.changes", "outcome", "archived")).isEqualTo(9);
    assertThat(world.count("sluice.archive.changes", "outcome", "repeated")).isZero();
  }

  @Test
  void aChangeThatAwsDeliversTwiceIsOneRow() throws Exception {
    List<ArchiveRow> rows = new Rows(6).rows(4, 1, 1);
    put(rows);
    put(rows.reversed());
    Steps steps = Steps.uncut();
    ArchiveWorld.Process process = start(LARGE, steps);
    process(process, steps, 3);
    process.processor().end(shard.commits(owner, steps));
    assertThat(world.archived()).isEqualTo(CrashAtEveryStepTest.each(rows));
    assertThat(world.count("sluice.archive.changes", "outcome", "repeated")).isEqualTo(4);
  }

  @Test
  void whileTheBucketIsAwayTheCheckpointIsHeldAndThenAllIsThere() throws Exception {
    List<ArchiveRow> rows = new Rows(7).rows(4, 2, 1);
    put(rows);
    AtomicInteger outages = new AtomicInteger(20);
    Steps steps = Steps.uncut();
    Runnable away =
        new Runnable() {
          @Override
          public void run() {
            if (outages.getAndDecrement() > 0) {
              assertThat(shard.committed()).isEmpty();
              steps.when("before upload", this);
              throw new IllegalStateException("S3 is away");
            }
          }
        };
    steps.when("before upload", away);
    ArchiveWorld.Process process = start(LARGE, steps);
    process(process, steps, 10);
    process.processor().end(shard.commits(owner, steps));
    assertThat(process.control.failures())
        .hasSize(20)
        .containsOnly(new HeldShard.Failure("archive.put", FaultKind.TRANSIENT));
    assertThat(world.archived()).isEqualTo(CrashAtEveryStepTest.each(rows));
  }

  /// The stream has forgotten the first record of an epoch that was announced and half uploaded.
  @Test
  void whatTheStreamStillHasIsArchivedWhenAnAnnouncedEpochCannotBeMadeAgain() throws Exception {
    List<ArchiveRow> rows = new Rows(8).rows(6, 1, 1);
    put(rows);
    Steps cut = Steps.cutAt(8);
    ArchiveWorld.Process first = start(LARGE, cut);
    process(first, cut, 10);
    assertThatThrownBy(() -> first.processor().end(shard.commits(owner, cut)))
        .satisfies(failure -> assertThat(PowerCut.isIn(failure)).isTrue());
    assertThat(shard.announced()).isPresent();
    shard.trim(2);
    Steps steps = Steps.uncut();
    ArchiveWorld.Process second = start(LARGE, steps);
    process(second, steps, 10);
    second.processor().end(shard.commits(owner, steps));
    assertThat(world.archived().keySet())
        .containsAll(rows.subList(2, 6).stream().map(row -> row.event().eventId()).toList());
    assertThat(world.count("sluice.archive.recoveries.lost")).isEqualTo(1);
    assertThat(shard.isCommittedToTheEnd()).isTrue();
  }

  @Test
  void aStateOfANewerArchiverIsNotTouched() {
    assertThatThrownBy(() -> PreparedEpoch.read("2\nwhatever".getBytes(UTF_8)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("run the version that began it");
  }

  @Test
  void theWatermarkIsNeverPastWhatIsNotCommitted() throws Exception {
    List<ArchiveRow> rows = new Rows(9).rows(3, 1, 1);
    put(rows);
    Steps steps = Steps.uncut();
    ArchiveWorld.Process process = start(LARGE, steps);
    process(process, steps, 10);
    for (int i = 0; i < 20; i++) {
      world.now.updateAndGet(now -> now.plusSeconds(2));
      process.processor().process(NOTHING, shard.commits(owner, steps));
    }
    assertThat(world.watermarks)
        .containsEntry("shardId-000000000000", ChangeShard.ARRIVED.plusSeconds(1));
    world.now.updateAndGet(now -> now.plus(Duration.ofMinutes(5)));
    process.processor().process(NOTHING, shard.commits(owner, steps));
    for (int i = 0; i < 20; i++) {
      world.now.updateAndGet(now -> now.plusSeconds(2));
      process.processor().process(NOTHING, shard.commits(owner, steps));
    }
    assertThat(world.watermarks.get("shardId-000000000000"))
        .isAfter(ArchiveWorld.START.plus(Duration.ofMinutes(5)))
        .isBefore(world.now.get());
  }

  @Test
  void theAgeOfTheOldestUnarchivedRemovalRaisesTheAlarm() throws Exception {
    put(new Rows(10).rows(3, 1, 1));
    Steps steps = Steps.uncut();
    ArchiveWorld.Process process = start(new SealRule(1 << 30, Duration.ofDays(100), 100), steps);
    process(process, steps, 10);
    assertThat(world.registry.get("sluice.archive.overdue").gauge().value()).isEqualTo(1);
    assertThat(world.registry.get("sluice.archive.oldest.unarchived").gauge().value())
        .isGreaterThan(Duration.ofHours(6).toSeconds());
    process.processor().close();
    assertThat(world.registry.get("sluice.archive.overdue").gauge().value()).isZero();
  }

  @Test
  void ofAnErasedDeviceNoDeadLetterIsWritten() throws Exception {
    String change =
        """
        {"eventName":"REMOVE","dynamodb":{"OldImage":{"device_id":{"S":"%s"},
         "received_time":{"S":"2026-11-01T00:00:00.000Z"}}}}\
        """;
    shard.put(change.formatted("erased").getBytes(UTF_8));
    shard.put(change.formatted("erased-before").getBytes(UTF_8));
    shard.put(change.formatted("other").getBytes(UTF_8));
    world.erased.put("erased", Instant.parse("2026-11-01T00:00:00Z"));
    world.erased.put("erased-before", Instant.parse("2026-10-31T00:00:00Z"));
    Steps steps = Steps.uncut();
    ArchiveWorld.Process process = start(LARGE, steps);
    process(process, steps, 10);
    process.processor().end(shard.commits(owner, steps));
    assertThat(world.letters)
        .extracting(letter -> letter.record().sequenceNumber())
        .containsExactly("1002", "1003");
    assertThat(world.count("sluice.archive.changes", "outcome", "erased")).isEqualTo(1);
    assertThat(world.count("sluice.archive.changes", "outcome", "rejected")).isEqualTo(2);
  }
}
