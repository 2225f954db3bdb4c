package dev.sluice.archiver.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.archive.catalog.InMemoryArchiveBucket;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two days of a type, a file of 4 bytes each and one more on the second.
class DownloadTest {
  private static final Partition FIRST =
      new Partition(LocalDate.parse("2026-03-05"), "account:created");
  private static final Partition SECOND =
      new Partition(LocalDate.parse("2026-03-06"), "account:created");
  private static final String A = "events/" + FIRST.path() + "/a.parquet";
  private static final String B = "events/" + SECOND.path() + "/b.parquet";
  private static final String C = "events/" + SECOND.path() + "/c.parquet";

  private final InMemoryArchiveBucket bucket = new InMemoryArchiveBucket();
  private final Manifests manifests = new Manifests(bucket);
  private final List<String> fetched = new ArrayList<>();

  @TempDir Path temporary;

  @BeforeEach
  void twoDays() {
    bucket.setNow(Instant.parse("2026-03-07T00:00:00.123Z"));
    for (String key : List.of(A, B, C)) {
      bucket.put(key, new byte[] {1, 2, 3, 4});
    }
    manifests.add(FIRST, List.of(A));
    manifests.add(SECOND, List.of(B, C));
  }

  private LakeFiles fetch(long mostBytes, Choice choice) throws Exception {
    FileCache cache = new FileCache(temporary.resolve("cache"), Clock.systemUTC());
    return new Download(
            bucket, cache, mostBytes, (bytes, total) -> fetched.add(bytes + "/" + total))
        .fetch(choice);
  }

  private Set<String> cached() throws IOException {
    Path cache = temporary.resolve("cache");
    try (Stream<Path> files = Files.walk(cache)) {
      Set<String> names = new TreeSet<>();
      files
          .filter(Files::isRegularFile)
          .forEach(file -> names.add(cache.relativize(file).toString()));
      return names;
    }
  }

  @Test
  void currentFilesAreCopiedUnderTheirKeysAndNothingElse() throws Exception {
    bucket.put("events/" + FIRST.path() + "/replaced.parquet", new byte[9]);
    LakeFiles files = fetch(100, Choice.ALL);
    assertThat(files.all())
        .containsExactly(
            temporary.resolve("cache").resolve(A),
            temporary.resolve("cache").resolve(B),
            temporary.resolve("cache").resolve(C));
    assertThat(cached()).containsExactly(A, B, C);
    assertThat(fetched).containsExactly("4/12", "8/12", "12/12");
  }

  @Test
  void whatIsThereAlreadyIsNotCopiedAgain() throws Exception {
    fetch(100, Choice.ALL);
    fetched.clear();
    fetch(100, Choice.ALL);
    assertThat(fetched).isEmpty();
  }

  @Test
  void aFileThatWasOverwrittenIsCopiedAgain() throws Exception {
    fetch(100, Choice.ALL);
    bucket.setNow(Instant.parse("2026-03-07T00:00:00.124Z"));
    bucket.put(B, new byte[] {4, 3, 2, 1});
    fetch(100, Choice.ALL);
    assertThat(temporary.resolve("cache").resolve(B)).hasBinaryContent(new byte[] {4, 3, 2, 1});
  }

  @Test
  void copiesOfFilesThatWereReplacedGo() throws Exception {
    fetch(100, Choice.ALL);
    manifests.replace(SECOND, List.of(B), List.of());
    fetch(100, Choice.ALL);
    assertThat(cached()).containsExactly(A, C);
  }

  @Test
  void moreThanIsAllowedIsRefusedBeforeAnythingIsCopied() {
    assertThatThrownBy(() -> fetch(11, Choice.ALL))
        .isInstanceOf(TooLargeException.class)
        .hasMessageContaining("12 bytes")
        .hasMessageContaining("11");
    assertThat(temporary.resolve("cache")).doesNotExist();
  }

  @Test
  void copiesOfOtherDaysMakeRoom() throws Exception {
    fetch(100, Choice.ALL);
    LocalDate second = SECOND.eventDate();
    assertThat(fetch(8, new Choice(second, second, Set.of())).all()).hasSize(2);
    assertThat(cached()).containsExactly(B, C);
  }

  @Test
  void aFileThatIsReplacedBetweenManifestAndCopyIsLookedForAnew() throws Exception {
    FileCache cache = new FileCache(temporary.resolve("cache"), Clock.systemUTC());
    String merged = "events/" + SECOND.path() + "/bc.parquet";
    LakeFiles files =
        new Download(
                bucket,
                cache,
                100,
                (bytes, total) -> {
                  if (bucket.content(merged).isEmpty()) {
                    bucket.put(merged, new byte[] {7});
                    manifests.replace(SECOND, List.of(B, C), List.of(merged));
                    bucket.delete(List.of(B, C));
                  }
                })
            .fetch(Choice.ALL);
    assertThat(files.byPartition().get(SECOND))
        .isSubsetOf(cache.root().resolve(merged), cache.root().resolve(B), cache.root().resolve(C));
    assertThat(files.all()).allMatch(Files::isRegularFile);
  }

  @Test
  void aFileThatIsNowhereIsNamed() {
    bucket.delete(List.of(C));
    assertThatThrownBy(() -> fetch(100, Choice.ALL))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining(C)
        .hasMessageContaining("is not in the bucket");
  }
}
