package dev.sluice.ingest.openapi;

import dev.sluice.http.openapi.ApiDescription;
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

  ApiDescriptionController() {
    this.yaml = described().yaml();
  }

  static ApiDescription described() {
    return new ApiDescription("sluice-ingest", "/ingest/openapi-shared.yml");
  }

  @Get("/sluice-ingest.yml")
  @Produces("application/yaml")
  String yaml() {
    return yaml;
  }
}
