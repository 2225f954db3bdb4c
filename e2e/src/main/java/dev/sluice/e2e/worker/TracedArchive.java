package dev.sluice.e2e.worker;

import dev.sluice.archive.catalog.ArchiveBucket;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Meets the fault points of the archiver's bucket.
@Singleton
@Requires(property = Instruments.PROPERTY)
final class TracedArchive implements BeanCreatedEventListener<ArchiveBucket> {
  private final Instruments instruments;

  TracedArchive(@Property(name = Instruments.PROPERTY) Instruments instruments) {
    this.instruments = instruments;
  }

  @Override
  public ArchiveBucket onCreated(BeanCreatedEvent<ArchiveBucket> event) {
    return new TracedBucket(event.getBean(), instruments.points());
  }

  private record TracedBucket(ArchiveBucket bucket, FaultPoints points) implements ArchiveBucket {
    @Override
    public String name() {
      return bucket.name();
    }

    @Override
    public void upload(String key, Path file) {
      meet(FaultPoint.BEFORE_UPLOAD);
      bucket.upload(key, file);
      meet(FaultPoint.AFTER_UPLOAD);
    }

    private void meet(FaultPoint point) {
      try {
        points.meet(point);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean download(String key, Path file) {
      return bucket.download(key, file);
    }

    @Override
    public List<Entry> list(String prefix) {
      return bucket.list(prefix);
    }

    @Override
    public Optional<Text> read(String key) {
      return bucket.read(key);
    }

    @Override
    public boolean write(String key, String content, Optional<Text> read) {
      meet(FaultPoint.BEFORE_MANIFEST);
      boolean written = bucket.write(key, content, read);
      meet(FaultPoint.AFTER_MANIFEST);
      return written;
    }

    @Override
    public void delete(Collection<String> keys) {
      bucket.delete(keys);
    }
  }
}
