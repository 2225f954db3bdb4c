package dev.sluice.query.http;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Headers every answer carries: no guessing of types, no framing, and nothing of the API, unless
/// it says so itself, or of an error kept in a cache. First in the row, so that what another filter
/// refuses has them too.
@ServerFilter("/**")
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecurityHeaders {
  @ResponseFilter
  void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
    response.header("X-Content-Type-Options", "nosniff");
    response.header("Content-Security-Policy", "frame-ancestors 'none'");
    response.header("Referrer-Policy", "no-referrer");
    if (response.code() >= 400
        || (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)
            && request.getPath().startsWith("/v1/"))) {
      response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }
}
