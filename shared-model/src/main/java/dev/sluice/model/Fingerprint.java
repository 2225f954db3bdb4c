package dev.sluice.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What tells a re-send from another event under the same id: 128 bits of SHA-256 over device,
/// type, subtype, event time and canonical payload. Nothing that Sluice stamps goes into it.
public record Fingerprint(String text) {
  private static final int BYTES = 16;

  /// @param canonicalPayload the payload with members sorted and numbers in one form, so that the
  ///   same object always reads the same
  public static Fingerprint of(Event event, String canonicalPayload) {
    MessageDigest digest = sha256();
    add(digest, event.deviceId());
    add(digest, event.eventType());
    add(digest, event.eventSubtype());
    digest.update(ByteBuffer.allocate(8).putLong(event.eventTime().toEpochMilli()).flip());
    add(digest, canonicalPayload);
    byte[] hash = Arrays.copyOf(digest.digest(), BYTES);
    return new Fingerprint(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
  }

  /// Each part goes in behind its length: "ab" + "c" must not equal "a" + "bc".
  private static void add(MessageDigest digest, @Nullable String part) {
    byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
    int length = part == null ? -1 : bytes.length;
    digest.update(ByteBuffer.allocate(4).putInt(length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
