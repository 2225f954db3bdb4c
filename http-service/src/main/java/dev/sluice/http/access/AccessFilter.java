package dev.sluice.http.access;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.security.filters.SecurityFilter;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// Notes who was let through, and counts the request. Runs after micronaut-security's filter, which
/// lets through without a caller only what is open to all.
@ServerFilter("/**")
@Order(AccessFilter.ORDER)
final class AccessFilter {
  /// [ServerFilterPhase#SECURITY] has 39000.
  static final int ORDER = 39_100;

  private static final Access ANYBODY = new Access("anybody", Set.of(Scope.values()), "");

  private final Security security;
  private final RateLimits limits;

  AccessFilter(Security security, RateLimits limits) {
    this.security = security;
    this.limits = limits;
  }

  @RequestFilter
  void admit(HttpRequest<?> request) {
    if (security.isOff()) {
      requireOwnPage(request);
      ANYBODY.grant(request);
      return;
    }
    Optional<Caller> caller = request.getAttribute(SecurityFilter.AUTHENTICATION, Caller.class);
    if (caller.isPresent()) {
      caller.get().access().grant(request, caller.get().until());
      limits.take(caller.get());
    }
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
