package dev.sluice.http.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// Lets everybody see everything, where authentication is off.
@ServerFilter("/**")
@Order(Access.FILTER_ORDER)
@Requires(property = SecurityConfig.MODE, pattern = SecurityConfig.OFF_IN_YAML)
final class OpenAccess {
  private static final Access ANYBODY = new Access("anybody", Set.of(Scope.values()), "");

  @RequestFilter
  void admit(HttpRequest<?> request) {
    requireOwnPage(request);
    ANYBODY.grant(request);
  }

  /// A browser lets any page open a WebSocket to this machine; where no token is asked for, that
  /// page would see everything.
  private static void requireOwnPage(HttpRequest<?> request) {
    if (!request.getHeaders().contains("Sec-WebSocket-Key")) {
      return;
    }
    Optional<String> origin = request.getHeaders().findFirst(HttpHeaders.ORIGIN);
    if (origin.isPresent() && !isOwn(origin.get(), request)) {
      throw new OutOfSightException(
          null, "a page of another origin may not connect while authentication is off");
    }
  }

  private static boolean isOwn(String origin, HttpRequest<?> request) {
    try {
      String host = request.getHeaders().findFirst(HttpHeaders.HOST).orElse("");
      return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
