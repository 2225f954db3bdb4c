package dev.sluice.http.access;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.token.TokenAuthenticationFetcher;
import io.micronaut.security.token.reader.TokenResolver;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// Tells micronaut-security whose request it is: by the one way that is configured, in place of its
/// own, which asks every validator on its class path and announces each token as an event.
@Singleton
@Replaces(TokenAuthenticationFetcher.class)
final class Credentials implements AuthenticationFetcher<HttpRequest<?>> {
  private final TokenResolver<HttpRequest<?>> tokens;
  private final @Nullable TokenVerifier verifier;

  /// @param verifier null where authentication is off
  Credentials(TokenResolver<HttpRequest<?>> tokens, @Nullable TokenVerifier verifier) {
    this.tokens = tokens;
    this.verifier = verifier;
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    if (verifier == null) {
      return Mono.empty();
    }
    Optional<String> token = tokens.resolveToken(request);
    return token.isEmpty()
        ? Mono.empty()
        : verifier.verify(token.get(), request).cast(Authentication.class);
  }
}
