package dev.sluice.query.http;

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
import dev.sluice.query.read.Events;
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
final class Issuer {
  static final String NAME = "https://issuer.example";
  static final String AUDIENCE = "sluice";

  private final RSAKey rsa;
  private final ECKey ec;
  private final RSAKey foreign;

  Issuer() {
    try {
      rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
      ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
      foreign = new RSAKeyGenerator(2048).keyID("rsa").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String jwks() {
    return new JWKSet(java.util.List.of(rsa, ec)).toPublicJWKSet().toString();
  }

  /// What makes a server take tokens of this one.
  Map<String, Object> settings(Path directory) {
    Path file = directory.resolve("jwks.json");
    try {
      Files.writeString(file, jwks());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new HashMap<>(
        Map.of(
            "test.store",
            "memory",
            "sluice.query.security.mode",
            "jwt",
            "sluice.query.security.jwt.jwks-url",
            file.toUri().toString(),
            "sluice.query.security.jwt.issuer",
            NAME,
            "sluice.query.security.jwt.audience",
            AUDIENCE));
  }

  /// Valid for an hour of the tests' clock.
  static JWTClaimsSet.Builder claims(String scopes) {
    return claims(scopes, Events.NOW);
  }

  static JWTClaimsSet.Builder claims(String scopes, Instant now) {
    return new JWTClaimsSet.Builder()
        .subject("somebody")
        .issuer(NAME)
        .audience(AUDIENCE)
        .expirationTime(Date.from(now.plusSeconds(3_600)))
        .claim("scope", scopes);
  }

  static String all() {
    return "telemetry:read alerts:read admin";
  }

  String token(String scopes) {
    return token(claims(scopes).build());
  }

  String token(String scopes, UnaryOperator<JWTClaimsSet.Builder> change) {
    return token(change.apply(claims(scopes)).build());
  }

  String token(JWTClaimsSet claims) {
    return signed(JWSAlgorithm.RS256, "rsa", claims, rsa);
  }

  String byEllipticCurve(JWTClaimsSet claims) {
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
  String forged(JWTClaimsSet claims) {
    return signed(JWSAlgorithm.RS256, "rsa", claims, foreign);
  }

  /// With the text of a published key as if it were a secret.
  String confused(JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), claims);
      token.sign(new MACSigner(rsa.toPublicJWK().toJSONString()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String byUnknownKey(JWTClaimsSet claims) {
    return signed(JWSAlgorithm.RS256, "of-nobody", claims, foreign);
  }

  static String unsigned(JWTClaimsSet claims) {
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
