package dev.sluice.http.access;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.security.filters.SecurityFilter;
import java.util.Optional;

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
    Optional<Caller> caller = request.getAttribute(SecurityFilter.AUTHENTICATION, Caller.class);
    if (caller.isPresent()) {
      caller.get().access().grant(request, caller.get().until());
      limits.take(caller.get());
    }
  }
}
