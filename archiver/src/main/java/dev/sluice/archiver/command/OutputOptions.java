package dev.sluice.archiver.command;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How and where an answer is written.
final class OutputOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "table, json (an array), ndjson (an object a line), csv or parquet. Default: table.")
  private Format format = Format.TABLE;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Writes there, replacing the file once all is well. Default: standard output.")
  private @Nullable Path file;

  /// The forms of an answer.
  enum Format {
    TABLE,
    JSON,
    NDJSON,
    CSV,
    PARQUET
  }

  /// @throws IllegalArgumentException if the options contradict each other
  void require() {
    if (format == Format.PARQUET && file == null) {
      throw new IllegalArgumentException(
          "--format parquet is binary; say where with --output FILE");
    }
  }

  Format format() {
    return format;
  }

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }
}
