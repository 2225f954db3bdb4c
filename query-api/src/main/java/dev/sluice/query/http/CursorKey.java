package dev.sluice.query.http;

import dev.sluice.http.access.EnvironmentConfig;
import dev.sluice.query.QueryConfig;
import dev.sluice.query.live.ResumeTokens;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the key of cursors from the configuration, or makes one that dies with the process.
@Factory
final class CursorKey {
  private static final Logger LOG = LoggerFactory.getLogger(CursorKey.class);
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final byte[] secret;

  CursorKey(QueryConfig config, EnvironmentConfig environment) {
    if (config.cursorKey() != null) {
      secret = Base64.getDecoder().decode(config.cursorKey());
      return;
    }
    if (!environment.isLocal()) {
      throw new IllegalArgumentException(
          "sluice.query.cursor-key is missing; give Base64 of at least 32 random bytes, the same"
              + " in every replica (openssl rand -base64 32), or set sluice.environment to"
              + " local");
    }
    LOG.warn(
        "sluice.query.cursor-key is not set: cursors and resume tokens hold for this process only,"
            + " and no other replica takes them");
    secret = new byte[BYTES];
    random.nextBytes(secret);
  }

  @Context
  Cursors cursors() {
    return new Cursors(secret, random);
  }

  @Singleton
  ResumeTokens resumeTokens() {
    return new SealedResumeTokens(Cursors.ofResumption(secret, random));
  }
}
