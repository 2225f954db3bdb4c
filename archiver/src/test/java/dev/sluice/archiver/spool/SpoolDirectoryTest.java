package dev.sluice.archiver.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.archive.Rows;
import dev.sluice.archive.parquet.FileLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolDirectoryTest {
  @TempDir Path temporary;

  @Test
  void whatACrashLeftIsDeletedAndNothingElse() throws Exception {
    Path path = temporary.resolve("spools");
    Files.createDirectories(path.resolve("spool-7/events"));
    Files.writeString(path.resolve("spool-7/0.rows"), "left over");
    Files.writeString(path.resolve("spool-7/events/x"), "left over");
    Files.writeString(path.resolve("notes.txt"), "mine");

    try (SpoolDirectory directory =
        SpoolDirectory.open(path, SpoolOptions.DEFAULT, Clock.systemUTC())) {
      assertThat(path.resolve("spool-7")).doesNotExist();
      assertThat(path.resolve("notes.txt")).exists();
      PartitionSpool spool = directory.newSpool();
      new Rows(1).rows(10, 2, 1).forEach(spool::append);
      spool.seal(Rows.EPOCH, FileLayout.DEFAULT);
      spool.close();
      spool.close();
      try (Stream<Path> left = Files.list(path)) {
        assertThat(left)
            .extracting(file -> file.getFileName().toString())
            .containsExactlyInAnyOrder("in-use", "notes.txt");
      }
    }
  }

  @Test
  void aSecondArchiverIsRefusedTheSameDirectory() {
    Path path = temporary.resolve("spools");
    try (SpoolDirectory first =
        SpoolDirectory.open(path, SpoolOptions.DEFAULT, Clock.systemUTC())) {
      assertThat(first).isNotNull();
      assertThatIllegalStateException()
          .isThrownBy(() -> SpoolDirectory.open(path, SpoolOptions.DEFAULT, Clock.systemUTC()))
          .withMessageContaining("in use");
    }
    SpoolDirectory.open(path, SpoolOptions.DEFAULT, Clock.systemUTC()).close();
  }
}
