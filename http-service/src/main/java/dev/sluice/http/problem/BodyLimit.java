package dev.sluice.http.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.web.router.RouteAttributes;
import org.jspecify.annotations.Nullable;

/// Refuses large bodies of requests that take none, and those that do not say how large they are;
/// the server checks the size only of what is read. The server throws the rest of a refused body
/// away while it comes, so that the refusal arrives: who closes with bytes unread sends a reset
/// ([RFC 9112, 9.6](https://www.rfc-editor.org/rfc/rfc9112#section-9.6)). Only where that would be
/// much, or nobody knows how much, the connection ends.
@ServerFilter("/**")
final class BodyLimit {
  private static final long THROWN_AWAY = 1 << 20;

  private final long most;

  BodyLimit(HttpServerConfiguration server) {
    this.most = server.getMaxRequestSize();
  }

  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    boolean unsaid = request.getHeaders().contains(HttpHeaders.TRANSFER_ENCODING);
    if (request.getContentLength() <= most && !(unsaid && !takesBody(request))) {
      return null;
    }
    MutableHttpResponse<?> refusal = Problems.bodyTooLarge(request, most);
    return unsaid || request.getContentLength() > THROWN_AWAY
        ? refusal.header(HttpHeaders.CONNECTION, "close")
        : refusal;
  }

  private static boolean takesBody(HttpRequest<?> request) {
    return RouteAttributes.getRouteInfo(request)
        .map(route -> route.isPermitsRequestBody())
        .orElse(false);
  }
}
