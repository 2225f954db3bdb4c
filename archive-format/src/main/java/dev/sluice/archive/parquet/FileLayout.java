package dev.sluice.archive.parquet;

/// How a file is laid out. All of it decides the bytes: a replay must use what the first pass used.
///
/// @param rowsPerFile a partition of more rows becomes several files
/// @param rowsPerGroup what a reader can skip by a bloom filter; also bounds the writer's memory
/// @param groupBytes ends a group of large rows early; after compression
/// @param level of zstd, 1 to 19: higher is smaller and slower
public record FileLayout(int rowsPerFile, int rowsPerGroup, long groupBytes, int level) {
  /// A filter's size is a power of two, and 108,000 ids at 1 % false answers just fit in 128 KiB.
  public static final FileLayout DEFAULT = new FileLayout(1_000_000, 100_000, 32L << 20, 3);

  public FileLayout {
    positive("rows per file", rowsPerFile);
    positive("rows per group", rowsPerGroup);
    positive("group bytes", groupBytes);
    if (level < 1 || level > 19) {
      throw new IllegalArgumentException("zstd level " + level + " is not in 1..19");
    }
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " " + value + " is not at least 1");
    }
  }
}
