package dev.sluice.query.s3;

import dev.sluice.archive.catalog.FileParts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Counts what reading files costs: `sluice.archive.read.requests` and `sluice.archive.read.bytes`.
final class CountedParts implements FileParts {
  private final FileParts files;
  private final Counter requests;
  private final Counter bytes;

  CountedParts(FileParts files, MeterRegistry registry) {
    this.files = files;
    this.requests =
        Counter.builder("sluice.archive.read.requests")
            .description("ranges of archived files that were asked for")
            .register(registry);
    this.bytes =
        Counter.builder("sluice.archive.read.bytes")
            .description("bytes of archived files that were fetched")
            .baseUnit("bytes")
            .register(registry);
  }

  @Override
  public Tail tail(String key, int most) {
    requests.increment();
    Tail tail = files.tail(key, most);
    bytes.increment(tail.bytes().length);
    return tail;
  }

  @Override
  public byte[] part(String key, long from, int length) {
    requests.increment();
    byte[] part = files.part(key, from, length);
    bytes.increment(part.length);
    return part;
  }
}
