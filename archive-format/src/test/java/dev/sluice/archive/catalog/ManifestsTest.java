package dev.sluice.archive.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.archive.row.Partition;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestsTest {
  private static final Partition PARTITION =
      new Partition(LocalDate.parse("2026-03-05"), "account:created");

  private final InMemoryArchiveBucket bucket = new InMemoryArchiveBucket();
  private final Manifests manifests = new Manifests(bucket);

  @Test
  void filesAreListedAsAthenaReadsThem() {
    manifests.add(PARTITION, List.of("events/b.parquet", "events/a.parquet"));
    assertThat(
            bucket.read("manifests/event_date=2026-03-05/event_type=account%3Acreated/files.txt"))
        .get()
        .extracting(ArchiveBucket.Text::content)
        .isEqualTo("s3://memory/events/a.parquet\ns3://memory/events/b.parquet\n");
    assertThat(manifests.current(PARTITION))
        .containsExactly("events/a.parquet", "events/b.parquet");
    assertThat(manifests.partitions()).containsExactly(PARTITION);
  }

  @Test
  void aPartitionWithoutManifestHasNoFiles() {
    assertThat(manifests.current(PARTITION)).isEmpty();
    assertThat(manifests.partitions()).isEmpty();
  }

  @Test
  void addingAgainChangesNothing() {
    manifests.add(PARTITION, List.of("a"));
    bucket.beforeNextWrite(() -> {
      throw new AssertionError("written again");
    });
    manifests.add(PARTITION, List.of("a"));
    assertThat(manifests.current(PARTITION)).containsExactly("a");
  }

  @Test
  void replacedFilesAreCurrentNoMoreAndKnownForEver() {
    manifests.add(PARTITION, List.of("a", "b", "c"));
    manifests.replace(PARTITION, List.of("a", "b"), List.of("ab"));
    assertThat(manifests.current(PARTITION)).containsExactly("ab", "c");
    assertThat(manifests.replaced(PARTITION)).containsExactly("a", "b");
  }

  @Test
  void aFileThatWasReplacedCannotBecomeCurrentAgain() {
    manifests.add(PARTITION, List.of("a", "b"));
    manifests.replace(PARTITION, List.of("a", "b"), List.of("ab"));
    manifests.add(PARTITION, List.of("b", "d"));
    assertThat(manifests.current(PARTITION)).containsExactly("ab", "d");
  }

  /// An archiver that was thought dead reads the manifest, compaction merges, the archiver writes.
  @Test
  void aMergeBetweenReadAndWriteIsHeeded() {
    manifests.add(PARTITION, List.of("a", "b"));
    bucket.beforeNextWrite(
        () -> new Manifests(bucket).replace(PARTITION, List.of("a", "b"), List.of("ab")));
    manifests.add(PARTITION, List.of("b", "c"));
    assertThat(manifests.current(PARTITION)).containsExactly("ab", "c");
  }

  @Test
  void ofTwoReplacementsOfTheSameFilesOneIsRefused() {
    manifests.add(PARTITION, List.of("a", "b", "c"));
    assertThat(manifests.replace(PARTITION, List.of("a", "b"), List.of("ab"))).isTrue();
    assertThat(manifests.replace(PARTITION, List.of("b", "c"), List.of("bc"))).isFalse();
    assertThat(manifests.current(PARTITION)).containsExactly("ab", "c");
  }

  @Test
  void aReplacementBetweenReadAndWriteOfAnotherIsHeeded() {
    manifests.add(PARTITION, List.of("a", "b", "c"));
    manifests.retire(PARTITION, List.of("b", "c"));
    bucket.beforeNextWrite(
        () -> new Manifests(bucket).replace(PARTITION, List.of("a", "b"), List.of("ab")));
    assertThat(manifests.replace(PARTITION, List.of("b", "c"), List.of("bc"))).isFalse();
    assertThat(manifests.current(PARTITION)).containsExactly("ab", "c");
  }

  @Test
  void whatIsInPlaceAlreadyIsNotRefused() {
    manifests.add(PARTITION, List.of("a", "b"));
    assertThat(manifests.replace(PARTITION, List.of("a", "b"), List.of("ab"))).isTrue();
    assertThat(manifests.replace(PARTITION, List.of("a", "b"), List.of("ab"))).isTrue();
    assertThat(manifests.current(PARTITION)).containsExactly("ab");
  }

  @Test
  void filesMayBeReplacedByNone() {
    manifests.add(PARTITION, List.of("a", "b"));
    assertThat(manifests.replace(PARTITION, List.of("a"), List.of())).isTrue();
    assertThat(manifests.current(PARTITION)).containsExactly("b");
    assertThat(manifests.replace(PARTITION, List.of("a"), List.of())).isFalse();
  }

  @Test
  void aRetiredFileCannotBecomeCurrent() {
    manifests.add(PARTITION, List.of("a", "b"));
    manifests.retire(PARTITION, List.of("ab"));
    assertThat(manifests.replace(PARTITION, List.of("a", "b"), List.of("ab"))).isFalse();
    manifests.add(PARTITION, List.of("ab"));
    assertThat(manifests.current(PARTITION)).containsExactly("a", "b");
  }

  @Test
  void twoThatAddAtOnceAreBothHeard() {
    bucket.beforeNextWrite(() -> new Manifests(bucket).add(PARTITION, List.of("b")));
    manifests.add(PARTITION, List.of("a"));
    assertThat(manifests.current(PARTITION)).containsExactly("a", "b");
  }

  @Test
  void whatAnAttemptLeftIsRemoved() {
    manifests.add(PARTITION, List.of("a", "b"));
    manifests.remove(PARTITION, List.of("a", "never there"));
    assertThat(manifests.current(PARTITION)).containsExactly("b");
  }
}
