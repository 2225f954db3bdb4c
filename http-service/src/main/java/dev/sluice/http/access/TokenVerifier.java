package dev.sluice.http.access;

import io.micronaut.http.HttpRequest;
import reactor.core.publisher.Mono;

/// Tells whose a credential is.
interface TokenVerifier {
  /// Empty when it is nobody's; [Refusal] then says why. Fails with [RateLimitedException] or
  /// [KeysUnavailableException] when it cannot be looked at now.
  Mono<Caller> verify(String token, HttpRequest<?> request);
}
