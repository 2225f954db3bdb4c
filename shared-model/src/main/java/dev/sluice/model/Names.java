package dev.sluice.model;

import java.util.regex.Pattern;

/// The alphabets of identifiers, and what to tell somebody whose identifier is outside of them.
public final class Names {
  public static final String DEVICE_ID_RULE = "1 to 128 of A-Z a-z 0-9 . _ : -";
  public static final String EVENT_TYPE_RULE = "1 to 64 of A-Z a-z 0-9 . _ -";
  private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final Pattern EVENT_TYPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Names() {}

  public static boolean isDeviceId(String text) {
    return DEVICE_ID.matcher(text).matches();
  }

  /// Also the rule of subtypes.
  public static boolean isEventType(String text) {
    return EVENT_TYPE.matcher(text).matches();
  }
}
