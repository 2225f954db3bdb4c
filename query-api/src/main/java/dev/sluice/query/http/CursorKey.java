package dev.sluice.query.http;

import dev.sluice.query.QueryConfig;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the key of cursors from the configuration, or makes one that dies with the process.
@Factory
final class CursorKey {
  private static final Logger LOG = LoggerFactory.getLogger(CursorKey.class);
  private static final int BYTES = 32;

  @Context
  Cursors cursors(QueryConfig config) {
    SecureRandom random = new SecureRandom();
    if (config.cursorKey() != null) {
      return new Cursors(Base64.getDecoder().decode(config.cursorKey()), random);
    }
    LOG.warn(
        "sluice.query.cursor-key is not set: cursors hold for this process only, and no other"
            + " replica takes them");
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return new Cursors(secret, random);
  }
}
