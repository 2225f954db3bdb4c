package dev.sluice.ingest;

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

/// Ingest as a process, or as one of several services in a JVM.
///
/// Its configuration is `http-service/application.yml` and `ingest/application.yml` on the class
/// path, then `config/` in the working directory, then environment variables and system properties.
///
/// It stops in three steps: every transport is asked to take no more and to answer for what it has
/// taken (a bean that is `GracefulShutdownCapable`; the HTTP server is one), then the publisher is
/// drained, then the clients are closed.
@OpenAPIDefinition(
    info =
        @Info(
            title = "Sluice ingest",
            version = "1",
            description =
                "Takes events. What is answered with 202 is safe. Every error is"
                    + " `application/problem+json` (RFC 9457).",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    security = {@SecurityRequirement(name = "token"), @SecurityRequirement(name = "key")})
@SecurityScheme(
    name = "token",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description = "Where the mode is `jwt`. Scopes: `telemetry:write`, `telemetry:read`, `admin`.")
@SecurityScheme(
    name = "key",
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.HEADER,
    paramName = "X-Api-Key",
    description = "Where the mode is `api-keys`; `Authorization: ApiKey …` does as well.")
public final class Ingest {
  private static final HttpService SERVICE = new HttpService(Ingest.class, "ingest");

  private Ingest() {}

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
