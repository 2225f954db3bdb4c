package dev.sluice.http.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.web.router.RouteAttributes;
import org.jspecify.annotations.Nullable;

/// Refuses large bodies of requests that take none, and those that do not say how large they are;
/// the server checks the size only of what is read. The connection ends, or the rest of the body
/// would still come.
@ServerFilter("/**")
final class BodyLimit {
  private final long most;

  BodyLimit(HttpServerConfiguration server) {
    this.most = server.getMaxRequestSize();
  }

  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    boolean unsaid = request.getHeaders().contains(HttpHeaders.TRANSFER_ENCODING);
    if (request.getContentLength() > most || (unsaid && !takesBody(request))) {
      return Problems.bodyTooLarge(request, most).header(HttpHeaders.CONNECTION, "close");
    }
    return null;
  }

  private static boolean takesBody(HttpRequest<?> request) {
    return RouteAttributes.getRouteInfo(request)
        .map(route -> route.isPermitsRequestBody())
        .orElse(false);
  }
}
