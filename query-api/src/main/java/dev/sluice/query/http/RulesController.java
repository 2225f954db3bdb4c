package dev.sluice.query.http;

import dev.sluice.http.access.Scopes;
import dev.sluice.query.SharedConfig;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/// What raises alerts.
@Controller("/v1/rules")
@Secured(Scopes.ALERTS_READ)
@Tag(name = "alerts")
final class RulesController {
  private final RulesView rules;

  RulesController(SharedConfig config) {
    this.rules = new RulesView(config.alertRules().all().stream().map(RuleView::of).toList());
  }

  @Get
  @Operation(
      operationId = "listRules",
      summary = "The rules that raise alerts",
      description = "As configured with `sluice.rules`, which the consumer is told alike.")
  @ProblemResponses
  RulesView list(@Parameter(hidden = true) HttpRequest<?> request) {
    new QueryParameters(request, List.of());
    return rules;
  }
}
