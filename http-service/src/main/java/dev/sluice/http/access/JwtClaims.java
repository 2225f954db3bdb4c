package dev.sluice.http.access;

import dev.sluice.model.Names;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a token has to say beside its signature ([RFC
/// 7519](https://www.rfc-editor.org/rfc/rfc7519), 4.1). A token that never expires is not taken.
@Singleton
@Requires(property = SecurityConfig.MODE, value = SecurityConfig.JWT)
final class JwtClaims implements GenericJwtClaimsValidator<HttpRequest<?>> {
  /// By how much the issuer's clock may be ahead.
  private static final Duration SKEW = Duration.ofSeconds(60);

  private static final int LONGEST_SUBJECT = 256;

  private final JwtConfig config;
  private final Clock clock;

  JwtClaims(JwtConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public boolean validate(Claims claims, @Nullable HttpRequest<?> request) {
    Optional<String> wrong = wrong(claims);
    if (request != null) {
      wrong.ifPresent(reason -> Refusal.note(request, reason));
    }
    return wrong.isEmpty();
  }

  /// The first thing that is wrong.
  Optional<String> wrong(Claims claims) {
    Instant now = clock.instant();
    if (!(claims.get(Claims.EXPIRATION_TIME) instanceof Date expiry)) {
      return Optional.of("the token has no exp");
    }
    if (!now.isBefore(expiry.toInstant())) {
      return Optional.of("the token expired at " + expiry.toInstant());
    }
    if (claims.get(Claims.NOT_BEFORE) instanceof Date from
        && from.toInstant().isAfter(now.plus(SKEW))) {
      return Optional.of("the token is not valid before " + from.toInstant());
    }
    if (!String.valueOf(config.issuer()).equals(claims.get(Claims.ISSUER))) {
      return Optional.of("the token is not issued by " + config.issuer());
    }
    if (!isForUs(claims.get(Claims.AUDIENCE))) {
      return Optional.of("the token is not for the audience " + config.audience());
    }
    return wrongAboutTheCaller(claims);
  }

  private Optional<String> wrongAboutTheCaller(Claims claims) {
    if (!(claims.get(Claims.SUBJECT) instanceof String subject)
        || subject.isBlank()
        || subject.length() > LONGEST_SUBJECT) {
      return Optional.of("the token has no sub of 1 to " + LONGEST_SUBJECT + " characters");
    }
    Object prefix = claims.get(config.devicePrefixClaim());
    if (prefix != null && !(prefix instanceof String text && Names.isDeviceId(text))) {
      return Optional.of(
          "the token's %s is not %s".formatted(config.devicePrefixClaim(), Names.DEVICE_ID_RULE));
    }
    return Optional.empty();
  }

  private boolean isForUs(@Nullable Object audience) {
    return audience instanceof Collection<?> several
        ? several.contains(config.audience())
        : String.valueOf(config.audience()).equals(audience);
  }
}
