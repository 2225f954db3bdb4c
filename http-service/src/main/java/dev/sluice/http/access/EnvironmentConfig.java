package dev.sluice.http.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;

/// Where a service runs. A wrong value stops the start.
///
/// @param environment `production`, or `local` where one process serves alone, on one machine and
///   for whoever sits there
@Context
@ConfigurationProperties("sluice")
public record EnvironmentConfig(String environment) {
  private static final String LOCAL = "local";

  public EnvironmentConfig {
    if (!environment.equals("production") && !environment.equals(LOCAL)) {
      throw new IllegalArgumentException(
          "sluice.environment \"" + environment + "\" is not production or local");
    }
  }

  public boolean isLocal() {
    return environment.equals(LOCAL);
  }
}
