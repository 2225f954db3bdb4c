package dev.sluice.archiver.commit;

import dev.sluice.archive.catalog.ArchiveBucket;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A bucket each of whose operations is a step.
record SteppedBucket(ArchiveBucket bucket, Steps steps) implements ArchiveBucket {
  @Override
  public String name() {
    return bucket.name();
  }

  @Override
  public void upload(String key, Path file) {
    steps.run(
        "upload",
        () -> {
          bucket.upload(key, file);
          return true;
        });
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
    return steps.run("manifest read", () -> bucket.read(key));
  }

  @Override
  public boolean write(String key, String content, Optional<Text> read) {
    return steps.run("manifest write", () -> bucket.write(key, content, read));
  }

  @Override
  public void delete(Collection<String> keys) {
    steps.run(
        "delete",
        () -> {
          bucket.delete(keys);
          return true;
        });
  }
}
