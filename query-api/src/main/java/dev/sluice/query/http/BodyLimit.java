package dev.sluice.query.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.HttpServerConfiguration;
import org.jspecify.annotations.Nullable;

/// Refuses large bodies of requests that take none; the server checks the size only of what is
/// read.
@ServerFilter("/**")
final class BodyLimit {
  private final long most;

  BodyLimit(HttpServerConfiguration server) {
    this.most = server.getMaxRequestSize();
  }

  @RequestFilter
  @Nullable HttpResponse<?> check(HttpRequest<?> request) {
    return request.getContentLength() > most ? Problems.bodyTooLarge(request) : null;
  }
}
