package dev.sluice.archiver.spool;

/// The memory that spooling and sealing may take.
///
/// @param bufferBytes per spool, over all of its open partitions; beyond it they go to disk
/// @param sortBytes of rows sorted in memory at once; a larger partition is sorted in runs that are
///   merged from disk
/// @param seals how many spools may be sealed at the same time; each takes `sortBytes`, a group of
///   rows and some 30 MiB
public record SpoolOptions(int bufferBytes, int sortBytes, int seals) {
  public static final SpoolOptions DEFAULT = new SpoolOptions(8 << 20, 64 << 20, 1);

  public SpoolOptions {
    positive("buffer bytes", bufferBytes);
    positive("sort bytes", sortBytes);
    positive("seals", seals);
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " " + value + " is not at least 1");
    }
  }
}
