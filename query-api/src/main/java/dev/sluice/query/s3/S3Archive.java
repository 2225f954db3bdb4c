package dev.sluice.query.s3;

import dev.sluice.model.Event;
import dev.sluice.query.read.ArchiveRepository;
import dev.sluice.query.read.ArchiveUnavailableException;
import dev.sluice.query.read.EventRange;
import dev.sluice.query.read.Slice;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/// Tells an archive that is away from one that has nothing, and lets few at a time read: each holds
/// some megabytes of pages.
final class S3Archive implements ArchiveRepository {
  private final ArchiveRepository archive;
  private final Semaphore readers;
  private final Duration patience;

  S3Archive(ArchiveRepository archive, int mostReaders, Duration patience) {
    this.archive = archive;
    this.readers = new Semaphore(mostReaders, true);
    this.patience = patience;
  }

  @Override
  public Slice<Event> findByDeviceIdAndEventTimeBetween(
      EventRange range, int limit, @Nullable String after) {
    enter();
    try {
      return archive.findByDeviceIdAndEventTimeBetween(range, limit, after);
    } catch (SdkException e) {
      throw new ArchiveUnavailableException(
          "cannot read events of device " + range.deviceId() + " from the archive", e);
    } finally {
      readers.release();
    }
  }

  private void enter() {
    try {
      if (!readers.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ArchiveUnavailableException("too many requests read from the archive");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArchiveUnavailableException("interrupted while waiting for the archive", e);
    }
  }
}
