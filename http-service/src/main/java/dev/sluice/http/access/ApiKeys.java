package dev.sluice.http.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Keys by their hashes. Every hash is compared, each in constant time, so that the time tells
/// nothing about any.
@Singleton
@Requires(property = SecurityConfig.MODE, value = SecurityConfig.API_KEYS)
final class ApiKeys implements TokenVerifier {
  private final List<Known> keys;

  private record Known(byte[] hash, Caller caller) {}

  ApiKeys(List<ApiKeyConfig> keys) {
    this.keys =
        keys.stream()
            .map(key -> new Known(key.hash(), Caller.of(key.access(), Instant.MAX)))
            .toList();
  }

  @Override
  public Mono<Caller> verify(String token, HttpRequest<?> request) {
    Caller caller = find(token);
    if (caller == null) {
      Refusal.note(request, "the API key is not known");
    }
    return Mono.justOrEmpty(caller);
  }

  private @Nullable Caller find(String token) {
    byte[] hash = sha256(token);
    Caller found = null;
    for (Known key : keys) {
      if (MessageDigest.isEqual(key.hash(), hash)) {
        found = key.caller();
      }
    }
    return found;
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }
}
