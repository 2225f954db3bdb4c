package dev.sluice.query.http;

import dev.sluice.http.access.Access;
import dev.sluice.http.access.Security;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/// What a caller may do, for those who show it: the console asks here first.
@Controller("/v1/access")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "access")
final class AccessController {
  private final Security security;

  AccessController(Security security) {
    this.security = security;
  }

  @Get
  @Operation(
      operationId = "getAccess",
      summary = "Who you are to this API, and what you may see",
      description = "No scope is needed.")
  @ProblemResponses
  AccessView get(@Parameter(hidden = true) HttpRequest<?> request) {
    new QueryParameters(request, List.of());
    return AccessView.of(Access.of(request), security.mode());
  }
}
