package dev.sluice.archive;

import dev.sluice.archive.catalog.FileParts;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what is asked for.
public final class CountedParts implements FileParts {
  private final FileParts files;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  public CountedParts(FileParts files) {
    this.files = files;
  }

  public long requests() {
    return requests.get();
  }

  public long bytes() {
    return bytes.get();
  }

  public void reset() {
    requests.set(0);
    bytes.set(0);
  }

  @Override
  public Tail tail(String key, int most) {
    requests.incrementAndGet();
    Tail tail = files.tail(key, most);
    bytes.addAndGet(tail.bytes().length);
    return tail;
  }

  @Override
  public byte[] part(String key, long from, int length) {
    requests.incrementAndGet();
    bytes.addAndGet(length);
    return files.part(key, from, length);
  }
}
