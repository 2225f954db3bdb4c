package dev.sluice.model;

/// A reason and what exactly was wrong, for whoever reads the dead letter. The detail names the
/// offending member or value, shortened, and what would have been accepted.
public record Rejection(RejectReason reason, String detail) {
  private static final int MAX_VALUE = 80;

  /// A value fit to be quoted in a detail: short, one line.
  public static String quoted(String value) {
    String shown = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) + "…" : value;
    StringBuilder text = new StringBuilder(shown.length() + 2).append('"');
    shown.chars().map(c -> Character.isISOControl(c) ? '?' : c).forEach(c -> text.append((char) c));
    return text.append('"').toString();
  }
}
