package dev.sluice.archiver;

import dev.sluice.archive.Rows;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Epoch;
import dev.sluice.archiver.spool.PartitionSpool;
import dev.sluice.archiver.spool.SealedFile;
import dev.sluice.archiver.spool.SpoolDirectory;
import dev.sluice.archiver.spool.SpoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// An archive in a directory, written as the archiver writes it.
public final class ArchiveFiles {
  private ArchiveFiles() {}

  /// Seals the rows as one epoch.
  ///
  /// @param number of the epoch; another number makes other files
  /// @return the keys of the files, which lie below the directory
  public static List<String> seal(Path archive, int number, List<ArchiveRow> rows) {
    Epoch epoch =
        new Epoch(
            Rows.EPOCH.streamCreated(),
            Rows.EPOCH.shardId(),
            BigInteger.valueOf(number * 1_000L),
            BigInteger.valueOf(number * 1_000L + 999));
    List<String> keys = new ArrayList<>();
    try {
      Path scratch = Files.createTempDirectory(archive, "spool");
      try (SpoolDirectory directory =
              SpoolDirectory.open(scratch, SpoolOptions.DEFAULT, Clock.systemUTC());
          PartitionSpool spool = directory.newSpool()) {
        rows.forEach(spool::append);
        for (SealedFile file : spool.seal(epoch, FileLayout.DEFAULT).files()) {
          Path target = archive.resolve(file.file().path());
          Files.createDirectories(target.getParent());
          Files.copy(file.path(), target, StandardCopyOption.REPLACE_EXISTING);
          keys.add(file.file().path());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return keys;
  }
}
