package dev.sluice.archiver.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where one process keeps its spools. Opening it deletes what a crash left there; a second process
/// is refused as long as the first lives.
///
/// Safe for use by several threads, one spool each.
public final class SpoolDirectory implements AutoCloseable {
  private static final Pattern SPOOL = Pattern.compile("spool-\\d+");

  private final Path directory;
  private final SpoolOptions options;
  private final Clock clock;
  private final FileChannel lock;
  private final Semaphore seals;
  private final AtomicLong spools = new AtomicLong();

  private SpoolDirectory(Path directory, SpoolOptions options, Clock clock, FileChannel lock) {
    this.directory = directory;
    this.options = options;
    this.clock = clock;
    this.lock = lock;
    this.seals = new Semaphore(options.seals(), true);
  }

  /// @param directory made if missing; only spools in it are touched
  /// @param clock tells when a spool's first row came
  /// @throws IllegalStateException when it is in use
  /// @throws UncheckedIOException when it cannot be written
  public static SpoolDirectory open(Path directory, SpoolOptions options, Clock clock) {
    try {
      Files.createDirectories(directory);
      FileChannel lock = lock(directory);
      spoolsIn(directory).forEach(SpoolDirectory::delete);
      return new SpoolDirectory(directory, options, clock, lock);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + directory + " for spools", e);
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // by this process
    }
    channel.close();
    throw new IllegalStateException(
        "the spool directory " + directory + " is in use; give each archiver one of its own");
  }

  private static List<Path> spoolsIn(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> SPOOL.matcher(entry.getFileName().toString()).matches())
          .toList();
    }
  }

  /// A spool for an epoch, empty.
  public PartitionSpool newSpool() {
    Path own = directory.resolve("spool-" + spools.incrementAndGet());
    try {
      Files.createDirectory(own);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a spool in " + directory, e);
    }
    return new PartitionSpool(own, options, clock, seals);
  }

  static void delete(Path spool) {
    if (!Files.exists(spool)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(spool)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the spool " + spool, e);
    }
  }

  /// Lets others use the directory; the spools are to be closed before.
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unlock " + directory, e);
    }
  }
}
