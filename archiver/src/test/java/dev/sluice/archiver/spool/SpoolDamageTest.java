package dev.sluice.archiver.spool;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.archive.Rows;
import dev.sluice.archive.parquet.FileLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever happens to the bytes on disk, no wrong row is archived.
class SpoolDamageTest {
  @TempDir Path temporary;

  private int directories;

  private SpoolDirectory open() {
    return SpoolDirectory.open(
        temporary.resolve("d" + directories++), new SpoolOptions(1, 1 << 20, 1), Clock.systemUTC());
  }

  @Test
  void aChangedByteOfTheSpoolIsFound() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      try (SpoolDirectory directory = open();
          PartitionSpool spool = directory.newSpool()) {
        new Rows(round).rows(20, 1, 1).forEach(spool::append);
        Path file = onlySpoolFile();
        byte[] bytes = Files.readAllBytes(file);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);

        assertSealFails(spool);
      }
      deleteAll();
    }
  }

  @Test
  void aSpoolThatLostItsEndIsFound() throws Exception {
    for (int missing : new int[] {1, 5, 100, 100_000}) {
      try (SpoolDirectory directory = open();
          PartitionSpool spool = directory.newSpool()) {
        new Rows(9).rows(20, 1, 1).forEach(spool::append);
        Path file = onlySpoolFile();
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(Math.max(0, channel.size() - missing));
        }

        assertSealFails(spool);
      }
      deleteAll();
    }
  }

  private void assertSealFails(PartitionSpool spool) {
    assertThatThrownBy(() -> spool.seal(Rows.EPOCH, FileLayout.DEFAULT))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(CorruptSpoolException.class)
        .cause()
        .hasMessageContaining("read the shard again from its checkpoint");
  }

  private Path onlySpoolFile() throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      return files.filter(file -> file.toString().endsWith(".rows")).findFirst().get();
    }
  }

  private void deleteAll() throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(temporary)) {
          Files.delete(file);
        }
      }
    }
  }
}
