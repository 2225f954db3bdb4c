package dev.sluice.wire;

/// Finds half of a surrogate pair. JSON can escape one, UTF-8 cannot hold it, and encoders replace
/// it silently.
public final class UnpairedSurrogates {
  private UnpairedSurrogates() {}

  public static boolean in(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }
}
