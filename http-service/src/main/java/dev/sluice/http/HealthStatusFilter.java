package dev.sluice.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.endpoint.health.filter.HealthResultFilter;

/// Micronaut's own, asked for all paths: while any filter is for some paths only, the list of
/// filters is put together and sorted anew for every request.
@ServerFilter("/**")
@Replaces(HealthResultFilter.class)
final class HealthStatusFilter extends HealthResultFilter {
  HealthStatusFilter(HealthEndpoint health) {
    super(health);
  }
}
