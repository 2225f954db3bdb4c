package dev.sluice.archiver.compact;

import dev.sluice.archive.catalog.ArchiveBucket;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Calls somebody before and after each request, who may throw: a process that dies there.
final class SteppedBucket implements ArchiveBucket {
  private final ArchiveBucket bucket;
  private final IntConsumer step;
  private int steps;

  /// @param step is given the number of steps before this one
  SteppedBucket(ArchiveBucket bucket, IntConsumer step) {
    this.bucket = bucket;
    this.step = step;
  }

  int steps() {
    return steps;
  }

  private <T> T stepped(Supplier<T> request) {
    step.accept(steps++);
    T answer = request.get();
    step.accept(steps++);
    return answer;
  }

  @Override
  public String name() {
    return bucket.name();
  }

  @Override
  public void upload(String key, Path file) {
    stepped(() -> {
      bucket.upload(key, file);
      return true;
    });
  }

  @Override
  public boolean download(String key, Path file) {
    return stepped(() -> bucket.download(key, file));
  }

  @Override
  public List<Entry> list(String prefix) {
    return stepped(() -> bucket.list(prefix));
  }

  @Override
  public Optional<Text> read(String key) {
    return stepped(() -> bucket.read(key));
  }

  @Override
  public boolean write(String key, String content, Optional<Text> read) {
    return stepped(() -> bucket.write(key, content, read));
  }

  @Override
  public void delete(Collection<String> keys) {
    stepped(() -> {
      bucket.delete(keys);
      return true;
    });
  }
}
