package dev.sluice.http.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// Decides before micronaut-security's own rules what they cannot know: that health is open, and
/// that whatever else manages the service is for administrators. Reads are left to `@Secured`; a
/// read without it is refused.
@Singleton
final class AccessRule implements SecurityRule<HttpRequest<?>> {
  private static final Mono<SecurityRuleResult> ALLOWED = Mono.just(SecurityRuleResult.ALLOWED);
  private static final Mono<SecurityRuleResult> REJECTED = Mono.just(SecurityRuleResult.REJECTED);
  private static final Mono<SecurityRuleResult> UNKNOWN = Mono.just(SecurityRuleResult.UNKNOWN);

  @Override
  public Publisher<SecurityRuleResult> check(
      @Nullable HttpRequest<?> request, @Nullable Authentication authentication) {
    Optional<String> endpoint =
        Optional.ofNullable(request)
            .flatMap(RouteAttributes::getRouteMatch)
            .flatMap(Requirement::endpoint);
    if (endpoint.isEmpty()) {
      return UNKNOWN;
    }
    return Requirement.isOpen(endpoint.get()) || isAdmin(authentication) ? ALLOWED : REJECTED;
  }

  private static boolean isAdmin(@Nullable Authentication authentication) {
    return authentication instanceof Caller caller && caller.access().may(Scope.ADMIN);
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
