package dev.sluice.archive.catalog;

/// A file is not there, or no longer: compaction or an erasure has replaced it, and the manifest
/// names others by now.
public final class MissingFileException extends RuntimeException {
  public MissingFileException(String key, Throwable cause) {
    super("there is no file " + key, cause);
  }

  public MissingFileException(String key) {
    super("there is no file " + key);
  }
}
