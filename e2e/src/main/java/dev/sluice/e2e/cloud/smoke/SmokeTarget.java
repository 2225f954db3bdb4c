package dev.sluice.e2e.cloud.smoke;

import java.net.URI;
import java.util.Map;

/// What is tried.
///
/// @param headers of every request: who asks
public record SmokeTarget(URI ingest, URI queryApi, Map<String, String> headers) {
  public SmokeTarget {
    headers = Map.copyOf(headers);
  }

  /// With a token or an API key, as the environment has them; neither is ever printed.
  static Map<String, String> credentials(Map<String, String> environment) {
    String token = environment.getOrDefault("SLUICE_TOKEN", "");
    String key = environment.getOrDefault("SLUICE_API_KEY", "");
    if (!token.isBlank()) {
      return Map.of("Authorization", "Bearer " + token);
    }
    return key.isBlank() ? Map.of() : Map.of("X-Api-Key", key);
  }
}
