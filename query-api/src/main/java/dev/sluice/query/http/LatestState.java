package dev.sluice.query.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// The latest state of a device as it is sent: the bytes of the body, and the tag that changes with
/// them.
final class LatestState {
  /// What an entry of the cache takes besides the body: key, tag, and the cache's own bookkeeping.
  private static final int OVERHEAD = 400;

  private static final int TAG_BYTES = 16;

  private final byte[] json;
  private final String tag;
  private final long readAt;

  private LatestState(byte[] json, String tag, long readAt) {
    this.json = json;
    this.tag = tag;
    this.readAt = readAt;
  }

  /// @param readAt epoch milliseconds before the store was asked
  static LatestState of(DeviceView device, long readAt) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try {
      device.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write device " + device.deviceId(), e);
    }
    byte[] json = out.toByteArray();
    return new LatestState(json, tag(json), readAt);
  }

  /// Not to be changed.
  byte[] json() {
    return json;
  }

  /// A strong entity tag, [RFC 9110, 8.8.3](https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3).
  String tag() {
    return tag;
  }

  /// Negative when the clock was set back.
  long ageMillis(long now) {
    return now - readAt;
  }

  int weight() {
    return json.length + OVERHEAD;
  }

  private static String tag(byte[] json) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
      byte[] enough = Arrays.copyOf(hash, TAG_BYTES);
      return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(enough) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }
}
