package dev.sluice.archiver.erase;

import static dev.sluice.archiver.erase.Samples.DOOMED;
import static dev.sluice.archiver.erase.Samples.id;
import static dev.sluice.archiver.erase.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.archive.catalog.ArchiveBucket.Entry;
import dev.sluice.archive.row.Partition;
import dev.sluice.archiver.erase.Erasing.Outcome;
import dev.sluice.dynamodb.Erasure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveErasureTest {
  private static final String OTHER = "sensor-10";

  @TempDir Path directory;
  private ErasureWorld world;

  @BeforeEach
  void open() {
    world = new ErasureWorld(directory);
  }

  private List<String> objects() {
    return world.bucket.list("events/").stream().map(Entry::key).toList();
  }

  @Test
  void filesWithoutRowsOfTheDeviceAreNotTouched() throws Exception {
    List<String> keys = world.archived(row(1, OTHER, "reading"), row(101, DOOMED, "reading"));
    byte[] before = world.bucket.content(keys.getFirst()).orElseThrow();
    world.erase(DOOMED);
    assertThat(objects()).isEqualTo(keys);
    assertThat(world.bucket.content(keys.getFirst())).hasValue(before);
  }

  @Test
  void aFileOfTheDeviceAloneIsReplacedByNone() throws Exception {
    world.archived(row(1, DOOMED, "reading"), row(2, DOOMED, "reading"));
    world.erase(DOOMED);
    assertThat(objects()).isEmpty();
    assertThat(world.rows()).isEmpty();
  }

  @Test
  void rewrittenRowsAreTheSameInEveryColumn() throws Exception {
    String key = world.archived(row(1, OTHER, "reading"), row(2, DOOMED, "reading")).getFirst();
    world.erase(DOOMED);
    Partition partition = ErasureWorld.partitionOf(key);
    assertThat(objects()).singleElement().asString().contains("/erased-");
    assertThat(world.rowsOf(partition, objects().getFirst()))
        .containsExactly(row(1, OTHER, "reading"));
  }

  /// Compaction merges two files while one of them is being written anew.
  @Test
  void aFileThatCompactionReplacesMeanwhileIsErasedWhereItsRowsAreNow() throws Exception {
    String one = world.archived(row(1, OTHER, "reading"), row(2, DOOMED, "reading")).getFirst();
    String two = world.archived(row(3, OTHER, "reading")).getFirst();
    Partition partition = ErasureWorld.partitionOf(one);
    String merged =
        world
            .uploaded(row(1, OTHER, "reading"), row(2, DOOMED, "reading"), row(3, OTHER, "reading"))
            .getFirst();
    world.bucket.beforeNextWrite(() ->
        assertThat(world.manifests.replace(partition, List.of(one, two), List.of(merged)))
            .isTrue());
    assertThat(world.erase(DOOMED)).isInstanceOf(Outcome.Erased.class);
    assertThat(world.rows()).containsExactly(id(1), id(3));
    assertThat(objects())
        .allSatisfy(key ->
            assertThat(world.rowsOf(partition, key))
                .noneMatch(row -> row.event().deviceId().equals(DOOMED)));
  }

  @Test
  void whatCompactionReplacedAndDidNotDeleteGoes() throws Exception {
    String one = world.archived(row(1, OTHER, "reading"), row(2, DOOMED, "reading")).getFirst();
    String two = world.archived(row(3, OTHER, "reading")).getFirst();
    Partition partition = ErasureWorld.partitionOf(one);
    List<String> merged = world.uploaded(row(1, OTHER, "reading"), row(3, OTHER, "reading"));
    world.manifests.replace(partition, List.of(one, two), merged);
    world.erase(DOOMED);
    assertThat(objects()).doesNotContain(one).contains(two).containsAll(merged);
  }

  @Test
  void whatAnAttemptLeftLongAgoGoes() throws Exception {
    world.uploaded(row(2, DOOMED, "reading"));
    assertThat(world.erase(DOOMED)).isInstanceOf(Outcome.Erased.class);
    assertThat(objects()).isEmpty();
  }

  /// Its archiver may be about to put it into the manifest.
  @Test
  void whatWasUploadedJustNowIsToldAndLeft() throws Exception {
    List<String> keys = world.uploaded(row(2, DOOMED, "reading"));
    world.now = Instant.EPOCH.plus(Duration.ofMinutes(59));
    // what was received later than this instant is not covered, so it is set by hand
    world.records.put(Erasure.begun(DOOMED, Samples.ERASED_AT));
    assertThat(world.erase(DOOMED))
        .isInstanceOfSatisfying(
            Outcome.Incomplete.class,
            incomplete ->
                assertThat(incomplete.reasons())
                    .singleElement()
                    .asString()
                    .startsWith(keys.getFirst() + " holds 1 rows and is not current"));
    assertThat(objects()).isEqualTo(keys);
  }
}
