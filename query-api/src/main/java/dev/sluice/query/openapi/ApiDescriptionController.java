package dev.sluice.query.openapi;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;

/// Serves the description, at the address that the bundled page reads.
@Hidden
@Controller("/openapi")
@Secured(SecurityRule.IS_ANONYMOUS)
final class ApiDescriptionController {
  private final String yaml;

  ApiDescriptionController(ApiDescription description) {
    this.yaml = description.yaml();
  }

  @Get("/sluice-query-api.yml")
  @Produces("application/yaml")
  String yaml() {
    return yaml;
  }
}
