package dev.sluice.archiver.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.archive.Rows;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Partition;
import dev.sluice.archive.row.RewrittenFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One day of 2 types, committed as three epochs; 150 rows a merged file.
class CompactionTest {
  private static final List<ArchiveRow> ROWS = new Rows(31).rows(600, 2, 1);
  private static final List<String> IDS = ids(ROWS);
  private static final Partition PARTITION = ROWS.getFirst().partition();
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path scratch;
  private MemoryArchive archive;

  private static List<String> ids(List<ArchiveRow> rows) {
    return rows.stream().map(row -> row.event().eventId().toString()).sorted().toList();
  }

  @BeforeEach
  void commitThreeEpochs() {
    archive = threeEpochs();
  }

  private MemoryArchive threeEpochs() {
    MemoryArchive made = new MemoryArchive(scratch);
    made.commit(1, ROWS.subList(0, 200));
    made.commit(2, ROWS.subList(200, 400));
    made.commit(3, ROWS.subList(400, 600));
    return made;
  }

  /// A process that dies there.
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void manySmallFilesBecomeFewAndTheOldOnesGo() {
    CompactionCounts counts = archive.compact();
    assertThat(counts.partitions()).isEqualTo(2);
    assertThat(counts.filesBefore()).isEqualTo(6);
    assertThat(counts.filesAfter()).isEqualTo(archive.bucket.list("events/").size());
    assertThat(counts.rows()).isEqualTo(600);
    assertThat(counts.deleted()).isEqualTo(6);
    assertThat(archive.names(PARTITION)).hasSizeLessThanOrEqualTo(3);
    assertThat(archive.names(PARTITION))
        .allSatisfy(name -> assertThat(name).matches("compacted-[0-9a-f]{16}-0000[0-2].parquet"));
    assertThat(archive.ids()).isEqualTo(IDS);
    assertThat(archive.unlisted()).isEmpty();
  }

  @Test
  void whatIsMergedIsNotMergedAgain() {
    archive.compact();
    SteppedBucket counted = new SteppedBucket(archive.bucket, step -> {});
    assertThat(archive.compact(counted, Duration.ZERO)).isEqualTo(CompactionCounts.NONE);
    assertThat(counted.steps()).as("two listings").isEqualTo(4);
  }

  @Test
  void killedAtAnyStepAndRunAgainEachEventIsThereOnceAtEveryMoment() {
    int last = 0;
    for (int fatal = 0; fatal <= last; fatal++) {
      MemoryArchive world = threeEpochs();
      int dies = fatal;
      SteppedBucket stepped =
          new SteppedBucket(
              world.bucket,
              step -> {
                assertThat(world.ids()).isEqualTo(IDS);
                if (step == dies) {
                  throw new Killed();
                }
              });
      try {
        world.compact(stepped, Duration.ZERO);
      } catch (Killed expected) {
        last = fatal + 1;
      }
      world.compact(
          new SteppedBucket(world.bucket, step -> assertThat(world.ids()).isEqualTo(IDS)),
          Duration.ZERO);
      assertThat(world.names(PARTITION))
          .as("killed at step " + fatal)
          .allMatch(name -> name.startsWith("compacted-"));
      assertThat(world.ids()).isEqualTo(IDS);
      assertThat(world.unlisted()).as("killed at step " + fatal).isEmpty();
    }
    assertThat(last).as("steps").isGreaterThan(40);
  }

  @Test
  void twoAtOnceNeitherLoseNorRepeatARow() {
    int steps = Integer.MAX_VALUE;
    for (int meeting = 0; meeting < steps; meeting++) {
      MemoryArchive world = threeEpochs();
      int here = meeting;
      SteppedBucket stepped =
          new SteppedBucket(
              world.bucket,
              step -> {
                if (step == here) {
                  world.commit(4, ROWS.subList(0, 1));
                  world.compact();
                }
                if (step >= here) {
                  assertThat(world.ids()).containsAll(IDS);
                }
              });
      CompactionCounts counts = world.compact(stepped, Duration.ZERO);
      steps = stepped.steps();
      assertThat(counts.failed()).isZero();
      world.compact();
      world.compact();
      assertThat(world.ids()).as("met at step " + meeting).isEqualTo(IDS);
      assertThat(world.unlisted()).as("met at step " + meeting).isEmpty();
    }
  }

  @Test
  void anEventThatWasRemovedTwiceIsThereOnceAfterwards() {
    archive.commit(4, ROWS.subList(0, 50));
    assertThat(archive.ids()).hasSize(650);
    assertThat(archive.compact().repeated()).isEqualTo(50);
    assertThat(archive.ids()).isEqualTo(IDS);
  }

  @Test
  void aWorkerThatWakesUpLateBringsNothingBack() {
    archive.compact();
    archive.commit(2, ROWS.subList(200, 400));
    assertThat(archive.ids()).isEqualTo(IDS);
    assertThat(archive.unlisted()).hasSize(2);
    assertThat(archive.compact().deleted()).isEqualTo(2);
    assertThat(archive.unlisted()).isEmpty();
    assertThat(archive.ids()).isEqualTo(IDS);
  }

  @Test
  void rowsThatComeAfterwardsAreMergedToo() {
    archive.compact();
    List<ArchiveRow> late = new Rows(32).rows(30, 1, 1);
    archive.commit(4, late);
    archive.compact();
    Partition partition = late.getFirst().partition();
    assertThat(archive.names(partition)).allMatch(name -> name.startsWith("compacted-"));
    assertThat(archive.ids())
        .containsAll(IDS)
        .containsAll(ids(late))
        .hasSize(IDS.size() + late.size());
  }

  /// Uploaded in vain: the sources are other ones in the next run.
  @Test
  void whatAnAttemptLeftIsRetiredThenDeleted() {
    int[] uploads = {0};
    SteppedBucket dying =
        new SteppedBucket(
            archive.bucket,
            step -> {
              uploads[0] = archive.unlisted().size();
              if (uploads[0] == 2) {
                throw new Killed();
              }
            });
    try {
      archive.compact(dying, Duration.ZERO);
    } catch (Killed expected) {
      assertThat(archive.unlisted()).hasSize(2);
    }
    assertThat(uploads[0]).isEqualTo(2);
    archive.commit(4, ROWS.subList(0, 20));
    archive.compact();
    assertThat(archive.unlisted()).hasSize(2);
    archive.compact();
    assertThat(archive.unlisted()).isEmpty();
    assertThat(archive.ids()).isEqualTo(IDS);
  }

  @Test
  void replacedObjectsStayUntilTheGraceIsOver() {
    archive.bucket.setNow(MemoryArchive.NOW.minus(HOUR).plusSeconds(1));
    assertThat(archive.compact(archive.bucket, HOUR).deleted()).isZero();
    assertThat(archive.unlisted()).hasSize(6);
    assertThat(archive.compact(archive.bucket, HOUR.minusSeconds(1)).deleted()).isEqualTo(6);
    assertThat(archive.ids()).isEqualTo(IDS);
  }

  @Test
  void aPartitionWithAYoungFileWaits() {
    archive.bucket.setNow(MemoryArchive.NOW.minus(HOUR).plusSeconds(1));
    archive.commit(
        4, ROWS.stream().filter(row -> row.partition().equals(PARTITION)).limit(1).toList());
    CompactionCounts counts = archive.compact(archive.bucket, HOUR);
    assertThat(counts.waiting()).isEqualTo(1);
    assertThat(counts.partitions()).isEqualTo(1);
    assertThat(archive.names(PARTITION)).hasSize(4);
  }

  @Test
  void aPartitionThatLacksAFileIsLeftAndTheOthersAreMerged() {
    String lost = archive.manifests.current(PARTITION).first();
    byte[] content = archive.bucket.content(lost).orElseThrow();
    archive.bucket.delete(List.of(lost));
    CompactionCounts counts = archive.compact();
    assertThat(counts.failed()).isEqualTo(1);
    assertThat(counts.partitions()).isEqualTo(1);
    assertThat(archive.names(PARTITION)).hasSize(3);
    archive.bucket.put(lost, content);
    archive.compact();
    assertThat(archive.ids()).isEqualTo(IDS);
  }

  @Test
  void aFileThatIsNoParquetFailsItsPartitionOnly() {
    String broken = archive.manifests.current(PARTITION).first();
    archive.bucket.put(broken, new byte[100]);
    assertThat(archive.compact().failed()).isEqualTo(1);
    assertThat(archive.names(PARTITION)).hasSize(3);
  }

  @Test
  void theNameOfAMergedFileSaysWhatItWasMadeOf() {
    String hash = RewrittenFile.hash(List.of("b", "a"), "1");
    assertThat(hash).isEqualTo(RewrittenFile.hash(List.of("a", "b"), "1")).hasSize(16);
    assertThat(RewrittenFile.hash(List.of("a", "b"), "2")).isNotEqualTo(hash);
    RewrittenFile file = new RewrittenFile(PARTITION, RewrittenFile.Kind.ERASED, hash, 7);
    assertThat(RewrittenFile.parse(file.path())).contains(file);
    for (String other : Arrays.asList("events/x", file.path() + "x", "events/" + file.path())) {
      assertThat(RewrittenFile.parse(other)).isEmpty();
    }
  }
}
