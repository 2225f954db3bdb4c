package dev.sluice.archiver.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.archive.Rows;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StartOver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two epochs of a shard, of several partitions and parts, with the power going at each place
/// before and after each outward step. After one more start every removal is in exactly one row,
/// whether one reads by the manifests or all objects.
class CrashAtEveryStepTest {
  private static final SealRule RULE = new SealRule(3_000, Duration.ofMinutes(5), 100);
  private static final FileLayout LAYOUT = new FileLayout(7, 7, 1 << 20, 3);
  private static final List<ArchiveRow> ROWS = new Rows(1).rows(40, 2, 2);

  @TempDir Path disk;

  private static ChangeShard shard() {
    ChangeShard shard = new ChangeShard();
    ROWS.forEach(shard::putRemoval);
    shard.put("no change".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return shard;
  }

  static Map<UUID, Integer> each(List<ArchiveRow> rows) {
    return rows.stream().collect(Collectors.toMap(row -> row.event().eventId(), row -> 1));
  }

  /// @return whether all of it was done
  private static boolean run(ArchiveWorld world, ChangeShard shard, Steps steps, int batch)
      throws InterruptedException, ShardReleased, StartOver {
    try (ArchiveWorld.Process process = world.start(shard, RULE, steps)) {
      int owner = shard.take();
      for (RecordBatch records : shard.batches(batch)) {
        process.processor().process(records, shard.commits(owner, steps));
      }
      process.processor().end(shard.commits(owner, steps));
      return true;
    } catch (PowerCut cut) {
      return false;
    } catch (IllegalStateException e) {
      if (PowerCut.isIn(e)) {
        return false;
      }
      throw e;
    }
  }

  private static void check(ArchiveWorld world, ChangeShard shard) {
    assertThat(world.archived()).isEqualTo(each(ROWS));
    assertThat(world.archivedByGlob()).isEqualTo(each(ROWS));
    assertThat(world.letters)
        .extracting(letter -> letter.record().sequenceNumber())
        .containsOnly("1041");
    assertThat(shard.isCommittedToTheEnd()).isTrue();
    assertThat(shard.announced()).isEmpty();
  }

  static Stream<Integer> places() throws Exception {
    Steps all = Steps.uncut();
    ArchiveWorld world = new ArchiveWorld(Files.createTempDirectory("places"), LAYOUT);
    assertThat(run(world, shard(), all, 20)).isTrue();
    assertThat(all.places())
        .contains(
            "after prepare",
            "before upload",
            "after upload",
            "after manifest write",
            "before commit",
            "after commit");
    return IntStream.range(0, all.places().size()).boxed();
  }

  @ParameterizedTest
  @MethodSource("places")
  void afterACutEveryRemovalIsInOneRow(int place) throws Exception {
    ArchiveWorld world = new ArchiveWorld(disk, LAYOUT);
    ChangeShard shard = shard();
    assertThat(run(world, shard, Steps.cutAt(place), 20)).isFalse();
    // the next owner reads in other batches
    assertThat(run(world, shard, Steps.uncut(), 7)).isTrue();
    check(world, shard);
  }

  @Test
  void afterCutAfterCutEveryRemovalIsInOneRow() throws Exception {
    ArchiveWorld world = new ArchiveWorld(disk, LAYOUT);
    ChangeShard shard = shard();
    int starts = 0;
    while (!run(world, shard, Steps.cutAt(5 + starts), 1 + starts % 9)) {
      starts++;
    }
    assertThat(starts).isGreaterThan(5);
    check(world, shard);
  }

  /// The first owner is stopped before it uploads, believes in its lease, and wakes when the second
  /// has done everything.
  @ParameterizedTest
  @MethodSource("holds")
  void aWorkerThatWakesUpLateChangesNothing(String place) throws Exception {
    ArchiveWorld world = new ArchiveWorld(disk, LAYOUT);
    ChangeShard shard = shard();
    Steps first =
        Steps.uncut()
            .when(
                place,
                () -> {
                  try {
                    assertThat(run(world, shard, Steps.uncut(), 9)).isTrue();
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                });
    try {
      run(world, shard, first, 20);
    } catch (ShardReleased expected) {
      assertThat(expected).hasMessageContaining("no longer ours");
    }
    check(world, shard);
  }

  static Stream<String> holds() {
    return Stream.of(
        "after letters",
        "after prepare",
        "before upload",
        "after upload",
        "before manifest write",
        "after manifest write",
        "before commit");
  }

  @ParameterizedTest
  @MethodSource("erasurePlaces")
  void anErasureThatComesBetweenIsHeededBeforeTheCommit(String place) throws Exception {
    ArchiveWorld world = new ArchiveWorld(disk, LAYOUT);
    ChangeShard shard = shard();
    String device = ROWS.getFirst().event().deviceId();
    Instant until = Instant.parse("2027-01-01T00:00:00Z");
    Steps steps = Steps.uncut().when(place, () -> world.erased.put(device, until));
    assertThat(run(world, shard, steps, 50)).isTrue();
    List<ArchiveRow> kept =
        ROWS.stream().filter(row -> !row.event().deviceId().equals(device)).toList();
    assertThat(world.archived()).isEqualTo(each(kept));
    assertThat(world.archivedByGlob()).isEqualTo(each(kept));
    assertThat(world.count("sluice.archive.changes", "outcome", "erased"))
        .isEqualTo(ROWS.size() - kept.size());
  }

  static Stream<String> erasurePlaces() {
    return Stream.of(
        "before letters",
        "after letters",
        "before erasures read",
        "before prepare",
        "after prepare",
        "before upload",
        "after upload",
        "before manifest write",
        "after manifest write");
  }
}
