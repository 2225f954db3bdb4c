package dev.sluice.wire;

/// The bounds within which a record is decoded.
///
/// @param recordBytes of a record as it arrived
/// @param inflatedBytes of a record after gunzip
/// @param lines in a record of several, blank ones included; at most 1,000,000, as many as a
///   [dev.sluice.model.Position] can number
/// @param depth of nesting in one JSON document
public record DecodeLimits(int recordBytes, int inflatedBytes, int lines, int depth) {
  public static final DecodeLimits DEFAULT = new DecodeLimits(1 << 20, 8 << 20, 10_000, 32);

  public DecodeLimits {
    positive("record_bytes", recordBytes);
    positive("inflated_bytes", inflatedBytes);
    positive("lines", lines);
    positive("depth", depth);
    if (lines > 1_000_000) {
      throw new IllegalArgumentException("lines " + lines + " is not at most 1000000");
    }
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " " + value + " is not at least 1");
    }
  }
}
