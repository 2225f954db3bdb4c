package dev.sluice.http.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which tokens are taken, under `sluice.security.jwt`; read where the mode is `jwt`.
///
/// @param jwksUrl where the issuer publishes the keys it signs with: `https://…` or `file:/…`
/// @param issuer what `iss` has to be
/// @param audience what `aud` has to be or to hold
/// @param scopeClaim the claim with the scopes, a text with spaces between or an array
/// @param devicePrefixClaim the claim that limits a token to devices whose id begins so; a token
///   without it sees all
/// @param trustFor how long a token that was found valid is taken without another look, at most
///   until it expires
@ConfigurationProperties("sluice.security.jwt")
record JwtConfig(
    @Nullable String jwksUrl,
    @Nullable String issuer,
    @Nullable String audience,
    String scopeClaim,
    String devicePrefixClaim,
    Duration trustFor) {
  private static final Duration LONGEST_TRUST = Duration.ofMinutes(5);
  private static final Set<String> SCHEMES = Set.of("https", "http", "file");

  JwtConfig {
    if (trustFor.isNegative() || trustFor.compareTo(LONGEST_TRUST) > 0) {
      throw SecurityConfig.wrong("jwt.trust-for", trustFor, "a duration from PT0S to PT5M");
    }
    if (scopeClaim.isBlank() || devicePrefixClaim.isBlank()) {
      throw new IllegalArgumentException(
          SecurityConfig.PREFIX
              + "jwt.scope-claim and device-prefix-claim have to be names of claims");
    }
  }

  /// @param local whether keys may come over plain HTTP
  void require(boolean local) {
    required("jwks-url", jwksUrl, "where the issuer publishes its keys");
    required("issuer", issuer, "what iss of tokens has to be");
    required("audience", audience, "what aud of tokens has to hold, the name of this API");
    String scheme = jwks().getScheme();
    if (scheme == null || !SCHEMES.contains(scheme) || (scheme.equals("http") && !local)) {
      throw SecurityConfig.wrong(
          "jwt.jwks-url",
          jwksUrl,
          "an https: or file: URL (http: only where sluice.environment is local)");
    }
  }

  URI jwks() {
    try {
      return URI.create(String.valueOf(jwksUrl));
    } catch (IllegalArgumentException e) {
      throw SecurityConfig.wrong("jwt.jwks-url", jwksUrl, "a URL");
    }
  }

  private static void required(String name, @Nullable String value, String accepted) {
    if (value == null || value.isBlank()) {
      throw SecurityConfig.missing("jwt." + name, accepted);
    }
  }
}
