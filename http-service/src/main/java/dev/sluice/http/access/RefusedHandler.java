package dev.sluice.http.access;

import dev.sluice.http.problem.Problems;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says what is missing: a credential, a valid one, or a scope. The challenges are those of [RFC
/// 6750](https://www.rfc-editor.org/rfc/rfc6750), section 3.
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class RefusedHandler
    implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedHandler.class);

  private final Security security;
  private final RateLimits limits;

  RefusedHandler(Security security, RateLimits limits) {
    this.security = security;
    this.limits = limits;
  }

  @Override
  @SuppressWarnings("rawtypes") // the interface has it raw
  public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException e) {
    return refuse(request, e);
  }

  private MutableHttpResponse<?> refuse(HttpRequest<?> request, AuthorizationException e) {
    Authentication caller = e.getAuthentication();
    try {
      return caller == null ? unknown(request) : forbidden(request, caller);
    } catch (RateLimitedException tooOften) {
      return Problems.answer(request, tooOften);
    }
  }

  private MutableHttpResponse<?> unknown(HttpRequest<?> request) {
    limits.takeUnknown(request);
    String challenge = security.scheme() + " realm=\"sluice\"";
    return Refusal.of(request)
        .map(reason -> {
          LOG.info("refused {} {}: {}", request.getMethodName(), request.getPath(), reason);
          return Problems.refused(
              request, HttpStatus.UNAUTHORIZED, reason, challenge + ", error=\"invalid_token\"");
        })
        .orElseGet(() ->
            Problems.refused(request, HttpStatus.UNAUTHORIZED, security.expected(), challenge));
  }

  private MutableHttpResponse<?> forbidden(HttpRequest<?> request, Authentication caller) {
    limits.take(caller);
    List<String> needed = Requirement.of(request);
    LOG.info(
        "refused {} {} to {}, who lacks {}",
        request.getMethodName(),
        request.getPath(),
        caller.getName(),
        needed);
    return Problems.refused(
        request,
        HttpStatus.FORBIDDEN,
        "this needs the scope %s; you have %s"
            .formatted(String.join(" or ", needed), String.join(", ", caller.getRoles())),
        "%s realm=\"sluice\", error=\"insufficient_scope\", scope=\"%s\""
            .formatted(security.scheme(), String.join(" ", needed)));
  }
}
