package dev.sluice.http.access;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.security.filters.SecurityFilter;

/// Notes who was let through, and counts the request. Runs after micronaut-security's filter, which
/// lets through without a caller only what is open to all.
@ServerFilter("/**")
@Order(Access.FILTER_ORDER)
final class AccessFilter {
  private final RateLimits limits;

  AccessFilter(RateLimits limits) {
    this.limits = limits;
  }

  @RequestFilter
  void admit(HttpRequest<?> request) {
    if (request.getAttribute(SecurityFilter.AUTHENTICATION).orElse(null) instanceof Caller caller) {
      caller.access().grant(request, caller.until());
      limits.take(caller);
    }
  }
}
