package dev.sluice.http.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Signs tokens, and publishes the keys to check them by in a file.
public final class Issuer {
  public static final String NAME = "https://issuer.example";
  public static final String AUDIENCE = "sluice";

  /// What the clocks of tests show.
  public static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

  private final RSAKey rsa;
  private final ECKey ec;
  private final RSAKey foreign;

  public Issuer() {
    try {
      rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
      ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
      foreign = new RSAKeyGenerator(2048).keyID("rsa").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public String jwks() {
    return new JWKSet(java.util.List.of(rsa, ec)).toPublicJWKSet().toString();
  }

  /// What makes a server take tokens of this one.
  public Map<String, Object> settings(Path directory) {
    Path file = directory.resolve("jwks.json");
    try {
      Files.writeString(file, jwks());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new HashMap<>(
        Map.of(
            "sluice.security.mode",
            "jwt",
            "sluice.security.jwt.jwks-url",
            file.toUri().toString(),
            "sluice.security.jwt.issuer",
            NAME,
            "sluice.security.jwt.audience",
            AUDIENCE));
  }

  /// Valid for an hour of the tests' clock, [#NOW].
  public static JWTClaimsSet.Builder claims(String scopes) {
    return claims(scopes, NOW);
  }

  public static JWTClaimsSet.Builder claims(String scopes, Instant now) {
    return new JWTClaimsSet.Builder()
        .subject("somebody")
        .issuer(NAME)
        .audience(AUDIENCE)
        .expirationTime(Date.from(now.plusSeconds(3_600)))
        .claim("scope", scopes);
  }

  public static String all() {
    return "telemetry:read alerts:read admin";
  }

  public String token(String scopes) {
    return token(claims(scopes).build());
  }

  public String token(String scopes, UnaryOperator<JWTClaimsSet.Builder> change) {
    return token(change.apply(claims(scopes)).build());
  }

  public String token(JWTClaimsSet claims) {
    return signed(JWSAlgorithm.RS256, "rsa", claims, rsa);
  }

  public String byEllipticCurve(JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(), claims);
      token.sign(new ECDSASigner(ec));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// With the id of a published key, by another.
  public String forged(JWTClaimsSet claims) {
    return signed(JWSAlgorithm.RS256, "rsa", claims, foreign);
  }

  /// With the text of a published key as if it were a secret.
  public String confused(JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), claims);
      token.sign(new MACSigner(rsa.toPublicJWK().toJSONString()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public String byUnknownKey(JWTClaimsSet claims) {
    return signed(JWSAlgorithm.RS256, "of-nobody", claims, foreign);
  }

  public static String unsigned(JWTClaimsSet claims) {
    return new PlainJWT(claims).serialize();
  }

  private static String signed(
      JWSAlgorithm algorithm, String keyId, JWTClaimsSet claims, RSAKey key) {
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
