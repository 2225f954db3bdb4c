package dev.sluice.archive.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.archive.catalog.ArchiveBucket.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every bucket does.
public abstract class ArchiveBucketContract {
  @TempDir Path files;

  /// Empty.
  protected abstract ArchiveBucket bucket();

  @Test
  void whatWasUploadedIsDownloadedAndListed() throws IOException {
    ArchiveBucket bucket = bucket();
    Path file = Files.write(files.resolve("up"), new byte[] {1, 2, 3});
    bucket.upload("events/a%3Ab/x.parquet", file);
    bucket.upload("events/c/y.parquet", file);
    bucket.upload("other/z", file);
    assertThat(bucket.download("events/a%3Ab/x.parquet", files.resolve("down"))).isTrue();
    assertThat(files.resolve("down")).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(bucket.list("events/"))
        .extracting(ArchiveBucket.Entry::key)
        .containsExactly("events/a%3Ab/x.parquet", "events/c/y.parquet");
    assertThat(bucket.list("events/")).allMatch(entry -> entry.bytes() == 3);
  }

  @Test
  void whatIsNotThereIsSaidToBeAbsent() {
    ArchiveBucket bucket = bucket();
    assertThat(bucket.download("none", files.resolve("none"))).isFalse();
    assertThat(files.resolve("none")).doesNotExist();
    assertThat(bucket.read("none")).isEmpty();
    assertThat(bucket.list("none")).isEmpty();
    bucket.delete(List.of("none"));
  }

  @Test
  void aTextIsWrittenOnlyOverWhatWasRead() {
    ArchiveBucket bucket = bucket();
    assertThat(bucket.write("text", "one ü", Optional.empty())).isTrue();
    assertThat(bucket.write("text", "two", Optional.empty())).isFalse();
    Text one = bucket.read("text").orElseThrow();
    assertThat(one.content()).isEqualTo("one ü");
    assertThat(bucket.write("text", "two", Optional.of(one))).isTrue();
    assertThat(bucket.write("text", "three", Optional.of(one))).isFalse();
    assertThat(bucket.read("text").orElseThrow().content()).isEqualTo("two");
  }

  @Test
  void aTextThatWasDeletedMeanwhileIsNotWritten() {
    ArchiveBucket bucket = bucket();
    bucket.write("text", "one", Optional.empty());
    Text one = bucket.read("text").orElseThrow();
    bucket.delete(List.of("text"));
    assertThat(bucket.write("text", "two", Optional.of(one))).isFalse();
    assertThat(bucket.read("text")).isEmpty();
  }

  @Test
  void ofManyWritersOverTheSameTextOneSucceeds() throws InterruptedException {
    ArchiveBucket bucket = bucket();
    bucket.write("text", "start", Optional.empty());
    Optional<Text> start = bucket.read("text");
    AtomicInteger written = new AtomicInteger();
    List<Thread> writers =
        IntStream.range(0, 8)
            .mapToObj(number ->
                Thread.ofVirtual()
                    .start(() -> {
                      if (bucket.write("text", "writer " + number, start)) {
                        written.incrementAndGet();
                      }
                    }))
            .toList();
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(written).hasValue(1);
  }
}
