package dev.sluice.http.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/// How callers prove who they are, under `sluice.security`.
///
/// @param mode `jwt`, `api-keys`, or `off`: everybody sees everything, only where
///   `sluice.environment` is `local`
@ConfigurationProperties("sluice.security")
record SecurityConfig(@Nullable String mode) {
  static final String PREFIX = "sluice.security.";
  static final String MODE = PREFIX + "mode";
  static final String JWT = "jwt";
  static final String API_KEYS = "api-keys";
  static final String OFF = "off";

  /// What YAML makes of a bare `off` is `false`.
  static final String OFF_IN_YAML = "off|false";

  SecurityConfig {
    if (mode == null || mode.isBlank()) {
      throw new IllegalArgumentException(
          MODE
              + " is missing; give jwt or api-keys, or off where sluice.environment is"
              + " local");
    }
    mode = mode.matches(OFF_IN_YAML) ? OFF : mode;
    if (!mode.equals(JWT) && !mode.equals(API_KEYS) && !mode.equals(OFF)) {
      throw wrong("mode", mode, "jwt, api-keys or off");
    }
  }

  static IllegalArgumentException wrong(String name, @Nullable Object value, String accepted) {
    return new IllegalArgumentException(PREFIX + name + " \"" + value + "\" is not " + accepted);
  }

  static IllegalArgumentException missing(String name, String accepted) {
    return new IllegalArgumentException(PREFIX + name + " is missing; give " + accepted);
  }
}
