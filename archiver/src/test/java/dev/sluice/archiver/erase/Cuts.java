package dev.sluice.archiver.erase;

import dev.sluice.archive.catalog.ArchiveBucket;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Counts what changes something, and can end everything before one such step.
public final class Cuts {
  private int steps;
  private int cutAt = Integer.MAX_VALUE;

  /// Where a process would have died.
  public static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /// @param step counted from 1 and from now
  public void cutAt(int step) {
    steps = 0;
    cutAt = step;
  }

  public synchronized void step() {
    if (++steps >= cutAt) {
      throw new Cut();
    }
  }

  /// A bucket whose changes are such steps.
  public ArchiveBucket of(ArchiveBucket bucket) {
    return new Counted(this, bucket);
  }

  private record Counted(Cuts cuts, ArchiveBucket bucket) implements ArchiveBucket {
    @Override
    public String name() {
      return bucket.name();
    }

    @Override
    public void upload(String key, Path file) {
      cuts.step();
      bucket.upload(key, file);
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
      cuts.step();
      return bucket.write(key, content, read);
    }

    @Override
    public void delete(Collection<String> keys) {
      cuts.step();
      bucket.delete(keys);
    }
  }
}
