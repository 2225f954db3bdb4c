package dev.sluice.http.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.reader.TokenReader;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;

/// Finds a token among the subprotocols that a WebSocket asks for, as `bearer.<token>`: a page can
/// set no other header of it.
@Singleton
final class SubprotocolReader implements TokenReader<HttpRequest<?>> {
  private static final String HEADER = "Sec-WebSocket-Protocol";
  private static final String PREFIX = "bearer.";

  @Override
  public Optional<String> findToken(HttpRequest<?> request) {
    return request.getHeaders().getAll(HEADER).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(protocol -> protocol.startsWith(PREFIX))
        .map(protocol -> protocol.substring(PREFIX.length()))
        .findFirst();
  }

  /// After `Authorization`.
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
