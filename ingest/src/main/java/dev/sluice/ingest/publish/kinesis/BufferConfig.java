package dev.sluice.ingest.publish.kinesis;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;

/// What waits for the stream or is on its way, over all transports. What comes on top is refused
/// for now.
///
/// @param entries at most
/// @param bytes at most, keys included
@Context
@ConfigurationProperties("sluice.ingest.publisher.buffer")
public record BufferConfig(int entries, long bytes) {
  /// One request must find room in an empty buffer.
  private static final int LEAST_ENTRIES = 10_000;

  private static final int MOST_ENTRIES = 10_000_000;
  private static final long LEAST_BYTES = 8L << 20;
  private static final long MOST_BYTES = 8L << 30;

  public BufferConfig {
    if (entries < LEAST_ENTRIES || entries > MOST_ENTRIES) {
      throw wrong("entries", entries, "in " + LEAST_ENTRIES + ".." + MOST_ENTRIES);
    }
    if (bytes < LEAST_BYTES || bytes > MOST_BYTES) {
      throw wrong("bytes", bytes, "in " + LEAST_BYTES + ".." + MOST_BYTES);
    }
  }

  private static IllegalArgumentException wrong(String name, Object value, String accepted) {
    return new IllegalArgumentException(
        "sluice.ingest.publisher.buffer." + name + " \"" + value + "\" is not " + accepted);
  }
}
