package dev.sluice.http.problem;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Headers every answer carries: no guessing of types, no framing, no script but our own files, and
/// nothing of the API or of an error kept in a cache unless the read says so. First in the row, so
/// that what another filter refuses has them too.
@ServerFilter("/**")
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecurityHeaders {
  private static final String BASE =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /// Pages load from here only, and open connections to here only.
  private static final String PAGE =
      BASE
          + "; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
          + " connect-src 'self'; manifest-src 'self'";

  /// The bundled page of the API's description starts from a script within it and sets styles.
  private static final String SWAGGER =
      PAGE.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
          .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

  @ResponseFilter
  void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
    String path = request.getPath();
    response.header("X-Content-Type-Options", "nosniff");
    response.header("Content-Security-Policy", policy(path));
    response.header("Referrer-Policy", "no-referrer");
    response.header("Cross-Origin-Resource-Policy", "same-origin");
    boolean kept = response.getHeaders().contains(HttpHeaders.CACHE_CONTROL);
    if (response.code() >= 400 || (path.startsWith("/v1/") && !kept)) {
      response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }

  private static String policy(String path) {
    if (path.startsWith("/v1/")) {
      return BASE;
    }
    return path.startsWith("/swagger-ui") ? SWAGGER : PAGE;
  }
}
