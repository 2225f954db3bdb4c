package dev.sluice.archiver.config;

import dev.sluice.archiver.spool.SpoolOptions;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.nio.file.Path;

/// Where rows wait for their epoch, and the memory that this may take.
///
/// @param directory on local disk, each process its own; what is in it is a copy of what the stream
///   still holds
/// @param bufferBytes of rows in memory, per shard; beyond it they go to disk
/// @param sortBytes of rows sorted in memory at once; a larger partition is sorted in runs that are
///   merged from disk
/// @param seals how many shards may seal at the same time; each takes `sort-bytes`, a group of rows
///   and some 30 MiB
@ConfigurationProperties("sluice.archiver.spool")
public record SpoolPlace(String directory, int bufferBytes, int sortBytes, int seals) {
  public SpoolPlace {
    if (directory.isBlank()) {
      throw new IllegalArgumentException("sluice.archiver.spool.directory is blank");
    }
    if (bufferBytes < 1 || sortBytes < 1 || seals < 1) {
      throw new IllegalArgumentException(
          "sluice.archiver.spool: buffer-bytes %d, sort-bytes %d and seals %d must each be at least 1"
              .formatted(bufferBytes, sortBytes, seals));
    }
  }

  public Path path() {
    return Path.of(directory);
  }

  public SpoolOptions options() {
    return new SpoolOptions(bufferBytes, sortBytes, seals);
  }
}
