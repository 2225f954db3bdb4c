package dev.sluice.archiver.command;

import java.util.Locale;

/// Numbers of bytes as people read and write them.
final class Sizes {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Sizes() {}

  static String text(long bytes) {
    double size = bytes;
    int unit = 0;
    for (; size >= 1_024 && unit < UNITS.length - 1; unit++) {
      size /= 1_024;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, UNITS[unit]);
  }
}
