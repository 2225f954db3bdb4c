package dev.sluice.query.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals places in an answer into cursors: nobody can read, change or make one, or use one with
/// another question than it came from.
///
/// AES-256-GCM under a key derived by HMAC-SHA256; the question is authenticated, not carried.
/// Text: Base64url of version (1 byte), nonce (12), sealed place. Random nonces are good for 2^32
/// cursors of a key ([NIST SP 800-38D](https://csrc.nist.gov/pubs/sp/800/38/d/final), 8.3).
final class Cursors {
  /// What every cursor matches.
  static final String PATTERN = "^[A-Za-z0-9_-]{1,4096}$";

  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int MAX_LENGTH = 4_096;
  private static final int MAX_RESUME_LENGTH = 8_192;
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String PURPOSE = "sluice query cursor";
  private static final String RESUME_PURPOSE = "sluice live resume";

  private final SecretKeySpec key;
  private final SecureRandom random;
  private final int maxLength;

  /// @param secret at least 32 random bytes
  Cursors(byte[] secret, SecureRandom random) {
    this(secret, random, PURPOSE, MAX_LENGTH);
  }

  private Cursors(byte[] secret, SecureRandom random, String purpose, int maxLength) {
    this.key = derived(secret, purpose);
    this.random = random;
    this.maxLength = maxLength;
  }

  /// For the tokens of live clients, which are no cursors.
  static Cursors ofResumption(byte[] secret, SecureRandom random) {
    return new Cursors(secret, random, RESUME_PURPOSE, MAX_RESUME_LENGTH);
  }

  /// @param question all that the answer depends on
  String seal(String question, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce, question)
              .doFinal(place.getBytes(StandardCharsets.UTF_8));
      byte[] cursor =
          ByteBuffer.allocate(1 + nonce.length + sealed.length)
              .put(VERSION)
              .put(nonce)
              .put(sealed)
              .array();
      return text(cursor);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks " + CIPHER, e);
    }
  }

  /// The place that was sealed; empty for all that [#seal] did not make for this question.
  Optional<String> open(String question, String cursor) {
    return decoded(cursor).flatMap(bytes -> open(question, bytes));
  }

  private Optional<String> open(String question, byte[] cursor) {
    int sealedFrom = 1 + NONCE_BYTES;
    if (cursor.length < sealedFrom + TAG_BITS / 8 || cursor[0] != VERSION) {
      return Optional.empty();
    }
    try {
      byte[] place =
          cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(cursor, 1, sealedFrom), question)
              .doFinal(cursor, sealedFrom, cursor.length - sealedFrom);
      return Optional.of(new String(place, StandardCharsets.UTF_8));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks " + CIPHER, e);
    }
  }

  private Optional<byte[]> decoded(String cursor) {
    if (cursor.length() > maxLength) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      // The decoder ignores the spare bits of the last character; a cursor has one text only.
      return text(bytes).equals(cursor) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String text(byte[] cursor) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  private Cipher cipher(int mode, byte[] nonce, String question) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(question.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static SecretKeySpec derived(byte[] secret, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return new SecretKeySpec(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks HmacSHA256", e);
    }
  }
}
