package dev.sluice.http.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.jwt.validator.ReactiveJsonWebTokenValidator;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Tokens by micronaut-security, which asks [JwtKeys] and [JwtClaims]. What was found valid is
/// taken again for some seconds without a look, because a signature costs more than an answer from
/// cache.
@Singleton
@Requires(property = SecurityConfig.MODE, value = SecurityConfig.JWT)
final class JwtTokens implements TokenVerifier {
  private static final int MOST_TOKENS = 10_000;

  /// @param until when the token has to be looked at again
  private record Trusted(Caller caller, Instant until) {}

  private final ReactiveJsonWebTokenValidator<JWT, HttpRequest<?>> validator;
  private final JwtConfig config;
  private final RateLimits limits;
  private final Clock clock;
  private final Cache<String, Trusted> valid;

  JwtTokens(
      ReactiveJsonWebTokenValidator<JWT, HttpRequest<?>> validator,
      JwtConfig config,
      RateLimits limits,
      Clock clock) {
    this.validator = validator;
    this.config = config;
    this.limits = limits;
    this.clock = clock;
    this.valid =
        Caffeine.newBuilder().maximumSize(MOST_TOKENS).expireAfterWrite(config.trustFor()).build();
  }

  @Override
  public Mono<Caller> verify(String token, HttpRequest<?> request) {
    Trusted known = valid.getIfPresent(token);
    if (known != null && clock.instant().isBefore(known.until)) {
      return Mono.just(known.caller);
    }
    limits.requireTrust(request);
    Refusal.note(request, "the token is no JWT that a key of the issuer has signed");
    Mono<Caller> checked =
        Mono.from(validator.validate(token, request))
            .map(this::caller)
            .doOnNext(caller -> valid.put(token, trusted(caller)));
    return ConnectionThread.back(checked, request);
  }

  private Trusted trusted(Caller caller) {
    Instant bound = clock.instant().plus(config.trustFor());
    return new Trusted(caller, caller.until().isBefore(bound) ? caller.until() : bound);
  }

  private Caller caller(JWT token) {
    try {
      JWTClaimsSet claims = token.getJWTClaimsSet();
      Access access =
          new Access(
              claims.getSubject(),
              scopes(claims.getClaim(config.scopeClaim())),
              Optional.ofNullable(claims.getStringClaim(config.devicePrefixClaim())).orElse(""));
      return Caller.of(access, claims.getExpirationTime().toInstant());
    } catch (ParseException e) {
      throw new IllegalStateException("a token that was found valid has no claims", e);
    }
  }

  static Set<Scope> scopes(@Nullable Object claim) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    Stream<?> texts =
        switch (claim) {
          case String text -> Arrays.stream(text.split(" "));
          case Collection<?> several -> several.stream();
          case null, default -> Stream.empty();
        };
    texts.forEach(text -> Scope.parse(String.valueOf(text)).ifPresent(scopes::add));
    return scopes;
  }
}
