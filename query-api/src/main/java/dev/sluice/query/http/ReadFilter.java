package dev.sluice.query.http;

import dev.sluice.http.access.Access;
import dev.sluice.query.ReadBound;
import dev.sluice.query.ReadThreads;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;

/// Refuses what would ask the store while as many ask it as may.
@ServerFilter("/**")
@Order(Access.FILTER_ORDER + 100)
final class ReadFilter {
  private final ReadBound bound;

  ReadFilter(ReadBound bound) {
    this.bound = bound;
  }

  @RequestFilter
  void admit(HttpRequest<?> request) {
    if (RouteAttributes.getRouteInfo(request)
        .flatMap(route -> route.getAnnotationMetadata().stringValue(ExecuteOn.class))
        .filter(ReadThreads.NAME::equals)
        .isPresent()) {
      bound.requireRoom();
    }
  }
}
