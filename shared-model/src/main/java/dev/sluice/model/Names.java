package dev.sluice.model;

/// The alphabets of identifiers, and what to tell somebody whose identifier is outside of them.
public final class Names {
  public static final String DEVICE_ID_RULE = "1 to 128 of A-Z a-z 0-9 . _ : -";
  public static final String EVENT_TYPE_RULE = "1 to 64 of A-Z a-z 0-9 . _ -";
  private static final int LONGEST_DEVICE_ID = 128;
  private static final int LONGEST_EVENT_TYPE = 64;

  private Names() {}

  public static boolean isDeviceId(String text) {
    return isName(text, LONGEST_DEVICE_ID, true);
  }

  /// Also the rule of subtypes.
  public static boolean isEventType(String text) {
    return isName(text, LONGEST_EVENT_TYPE, false);
  }

  /// By hand, because every event and every request passes here.
  private static boolean isName(String text, int longest, boolean allowsColon) {
    int length = text.length();
    if (length == 0 || length > longest) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean fits =
          (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || (c >= 'A' && c <= 'Z')
              || c == '-'
              || c == '_'
              || c == '.'
              || (c == ':' && allowsColon);
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
