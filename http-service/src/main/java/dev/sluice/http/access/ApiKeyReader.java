package dev.sluice.http.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.reader.TokenReader;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Finds an API key in `X-Api-Key: …` or `Authorization: ApiKey …`.
@Singleton
@Requires(property = SecurityConfig.MODE, value = SecurityConfig.API_KEYS)
final class ApiKeyReader implements TokenReader<HttpRequest<?>> {
  static final String SCHEME = "ApiKey";
  private static final String HEADER = "X-Api-Key";

  @Override
  public Optional<String> findToken(HttpRequest<?> request) {
    return request.getHeaders().findFirst(HEADER).or(() -> authorization(request));
  }

  private static Optional<String> authorization(HttpRequest<?> request) {
    return request
        .getHeaders()
        .findFirst(HttpHeaders.AUTHORIZATION)
        .filter(value -> value.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1))
        .map(value -> value.substring(SCHEME.length() + 1).strip());
  }
}
