package dev.sluice.simulator.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// UUID version 5 of [RFC 9562](https://www.rfc-editor.org/rfc/rfc9562#section-5.5) in the
/// namespace of URLs: the same name always gives the same id.
final class NameBasedUuid {
  private static final UUID URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

  private NameBasedUuid() {}

  static UUID of(String name) {
    MessageDigest sha1;
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-1", impossible);
    }
    ByteBuffer namespace = ByteBuffer.allocate(16);
    namespace.putLong(URL.getMostSignificantBits()).putLong(URL.getLeastSignificantBits());
    sha1.update(namespace.flip());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    return new UUID(
        (hash.getLong() & ~0xF000L) | 0x5000L,
        (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
  }
}
