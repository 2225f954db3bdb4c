package dev.sluice.model;

/// A reason and what exactly was wrong, for whoever reads the dead letter. The detail names the
/// offending member or value, shortened, and what would have been accepted.
public record Rejection(RejectReason reason, String detail) {
  private static final int MAX_VALUE = 80;

  /// A value fit to be quoted in a detail: short, one line.
  public static String quoted(String value) {
    String shown = value.length() > MAX_VALUE ? cut(value) + "…" : value;
    StringBuilder text = new StringBuilder(shown.length() + 2).append('"');
    shown.codePoints().map(c -> isShown(c) ? c : '?').forEach(text::appendCodePoint);
    return text.append('"').toString();
  }

  /// Half of a surrogate pair is a code point of its own here.
  private static boolean isShown(int c) {
    return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
  }

  /// Never between the halves of a surrogate pair: half of one is no text.
  private static String cut(String value) {
    boolean pair = Character.isHighSurrogate(value.charAt(MAX_VALUE - 1));
    return value.substring(0, pair ? MAX_VALUE - 1 : MAX_VALUE);
  }
}
