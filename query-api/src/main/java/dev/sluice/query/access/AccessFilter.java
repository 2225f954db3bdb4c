package dev.sluice.query.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Set;

/// Lets everybody see everything: the API is on a network of its own.
@ServerFilter("/**")
final class AccessFilter {
  private static final Access ALL = new Access("anybody", Set.of(Scope.values()), "");

  @RequestFilter
  void grant(HttpRequest<?> request) {
    ALL.grant(request);
  }
}
