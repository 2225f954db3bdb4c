package dev.sluice.archive.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// A bucket in memory that can be told to do something before an operation.
public final class InMemoryArchiveBucket implements ArchiveBucket, FileParts {
  private record Stored(byte[] content, String tag, Instant modified) {}

  private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();
  private final AtomicLong writes = new AtomicLong();

  /// Run once, before the next conditional write.
  private volatile Runnable beforeWrite = () -> {};

  private volatile Instant now = Instant.EPOCH;

  public void beforeNextWrite(Runnable action) {
    beforeWrite = action;
  }

  /// When objects are written from now on.
  public void setNow(Instant instant) {
    now = instant;
  }

  public void put(String key, byte[] content) {
    objects.put(key, new Stored(content, "tag-" + writes.incrementAndGet(), now));
  }

  public Optional<byte[]> content(String key) {
    return Optional.ofNullable(objects.get(key)).map(Stored::content);
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public void upload(String key, Path file) {
    try {
      put(key, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean download(String key, Path file) {
    Optional<byte[]> content = content(key);
    try {
      if (content.isPresent()) {
        Files.write(file, content.get(), java.nio.file.StandardOpenOption.CREATE_NEW);
      }
      return content.isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Tail tail(String key, int most) {
    byte[] content = file(key);
    return new Tail(
        content.length,
        Arrays.copyOfRange(content, Math.max(0, content.length - most), content.length));
  }

  @Override
  public byte[] part(String key, long from, int length) {
    return Arrays.copyOfRange(file(key), (int) from, (int) from + length);
  }

  private byte[] file(String key) {
    return content(key).orElseThrow(() -> new MissingFileException(key));
  }

  @Override
  public List<Entry> list(String prefix) {
    return objects.tailMap(prefix).entrySet().stream()
        .takeWhile(object -> object.getKey().startsWith(prefix))
        .map(object ->
            new Entry(
                object.getKey(), object.getValue().content().length, object.getValue().modified()))
        .toList();
  }

  @Override
  public Optional<Text> read(String key) {
    return Optional.ofNullable(objects.get(key))
        .map(
            stored -> new Text(new String(stored.content(), StandardCharsets.UTF_8), stored.tag()));
  }

  @Override
  public boolean write(String key, String content, Optional<Text> read) {
    Runnable before = beforeWrite;
    beforeWrite = () -> {};
    before.run();
    synchronized (this) {
      Stored now = objects.get(key);
      if (!Optional.ofNullable(now).map(Stored::tag).equals(read.map(Text::tag))) {
        return false;
      }
      put(key, content.getBytes(StandardCharsets.UTF_8));
      return true;
    }
  }

  @Override
  public void delete(Collection<String> keys) {
    keys.forEach(objects::remove);
  }
}
