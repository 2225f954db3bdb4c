package dev.sluice.ingest.submission;

import java.net.Inet6Address;
import java.util.regex.Pattern;

/// Tells IP addresses from other text without asking anybody: names are never looked up.
final class IpAddress {
  /// No leading zeros, which some read as octal, and all four parts.
  private static final Pattern V4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

  /// No zone (`%eth0`): it means something on the device only.
  private static final Pattern V6_ALPHABET = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private IpAddress() {}

  static boolean isLiteral(String text) {
    return text.indexOf(':') < 0 ? V4.matcher(text).matches() : isV6(text);
  }

  /// As [RFC 4291](https://www.rfc-editor.org/rfc/rfc4291#section-2.2) writes them.
  private static boolean isV6(String text) {
    if (!V6_ALPHABET.matcher(text).matches()) {
      return false;
    }
    int dot = text.indexOf('.');
    if (dot >= 0 && !V4.matcher(text.substring(text.lastIndexOf(':') + 1)).matches()) {
      return false;
    }
    try {
      Inet6Address.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
