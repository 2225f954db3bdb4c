package dev.sluice.query;

import dev.sluice.http.HttpService;
import io.micronaut.runtime.server.EmbeddedServer;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.util.Map;

/// The query API as a process, or as one of several services in a JVM.
///
/// Its configuration is `http-service/application.yml` and `query-api/application.yml` on the class
/// path, then `config/` in the working directory, then environment variables and system properties.
@OpenAPIDefinition(
    info =
        @Info(
            title = "Sluice query API",
            version = "1",
            description =
                "Reads of devices and events. Every error is `application/problem+json` (RFC 9457);"
                    + " one about a parameter names it.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    security = {@SecurityRequirement(name = "token"), @SecurityRequirement(name = "key")})
@SecurityScheme(
    name = "token",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description = "Where the mode is `jwt`. Scopes: `telemetry:read`, `alerts:read`, `admin`.")
@SecurityScheme(
    name = "key",
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.HEADER,
    paramName = "X-Api-Key",
    description = "Where the mode is `api-keys`; `Authorization: ApiKey …` does as well.")
public final class QueryApi {
  private static final HttpService SERVICE = new HttpService(QueryApi.class, "query-api");

  private QueryApi() {}

  public static void main(String[] args) {
    SERVICE.run(args);
  }

  /// Starts it in this JVM and returns once it listens. Stopping the server closes everything.
  ///
  /// @param overrides configuration that comes before any file, e.g. `micronaut.server.port`
  public static EmbeddedServer start(Map<String, Object> overrides) {
    return SERVICE.start(overrides);
  }
}
