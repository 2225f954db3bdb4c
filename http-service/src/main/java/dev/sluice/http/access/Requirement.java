package dev.sluice.http.access;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.http.HttpRequest;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.security.annotation.Secured;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.util.List;
import java.util.Optional;

/// What a request needs.
public final class Requirement {
  private static final String HEALTH = "health";

  private Requirement() {}

  /// The scopes of which one is needed: what `@Secured` says of a read; `admin` for what manages
  /// the service, but none for its health.
  public static List<String> of(HttpRequest<?> request) {
    return RouteAttributes.getRouteMatch(request)
        .map(
            route -> endpoint(route).map(Requirement::ofEndpoint).orElseGet(() -> ofSecured(route)))
        .orElse(List.of());
  }

  static Optional<String> endpoint(RouteMatch<?> route) {
    AnnotationMetadata annotations = route.getAnnotationMetadata();
    return annotations
        .stringValue(Endpoint.class, "id")
        .or(() -> annotations.stringValue(Endpoint.class));
  }

  static boolean isOpen(String endpoint) {
    return endpoint.equals(HEALTH);
  }

  private static List<String> ofEndpoint(String id) {
    return isOpen(id) ? List.of() : List.of(Scopes.ADMIN);
  }

  private static List<String> ofSecured(RouteMatch<?> route) {
    return List.of(route.getAnnotationMetadata().stringValues(Secured.class));
  }
}
