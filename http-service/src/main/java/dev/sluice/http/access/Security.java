package dev.sluice.http.access;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way in which callers prove who they are, looked at as a whole before the server starts.
@Context
public final class Security {
  private static final Logger LOG = LoggerFactory.getLogger(Security.class);

  private final String mode;

  Security(
      SecurityConfig config,
      EnvironmentConfig environment,
      JwtConfig jwt,
      List<ApiKeyConfig> keys,
      @Value("${micronaut.security.enabled:true}") boolean filtered) {
    this.mode = String.valueOf(config.mode());
    boolean local = environment.isLocal();
    switch (mode) {
      case SecurityConfig.JWT -> jwt.require(local);
      case SecurityConfig.API_KEYS -> require(keys);
      default -> requireLocal(local);
    }
    if (!filtered && !isOff()) {
      throw new IllegalArgumentException(
          "micronaut.security.enabled is false while sluice.security.mode is "
              + mode
              + "; leave it out");
    }
  }

  /// `jwt`, `api-keys` or `off`.
  public String mode() {
    return mode;
  }

  /// Whether everybody may see everything.
  public boolean isOff() {
    return mode.equals(SecurityConfig.OFF);
  }

  /// How to ask again, for `WWW-Authenticate`: `Bearer` or `ApiKey`.
  public String scheme() {
    return mode.equals(SecurityConfig.API_KEYS) ? ApiKeyReader.SCHEME : "Bearer";
  }

  /// What a request has to come with.
  public String expected() {
    return mode.equals(SecurityConfig.API_KEYS)
        ? "this needs an API key: X-Api-Key or Authorization: ApiKey"
        : "this needs a token: Authorization: Bearer";
  }

  private static void require(List<ApiKeyConfig> keys) {
    if (keys.isEmpty()) {
      throw SecurityConfig.missing("api-keys", "a list of name, sha256, scopes and device-prefix");
    }
    Set<String> seen = new HashSet<>();
    for (ApiKeyConfig key : keys) {
      if (!seen.add(String.valueOf(key.name()))) {
        throw SecurityConfig.wrong("api-keys[].name", key.name(), "different from all others");
      }
    }
  }

  private static void requireLocal(boolean local) {
    if (!local) {
      throw SecurityConfig.wrong(
          "mode",
          SecurityConfig.OFF,
          "accepted where sluice.environment is production; give jwt or api-keys");
    }
    LOG.warn(
        "AUTHENTICATION IS OFF: whoever reaches the port sees everything. For more than this"
            + " machine set sluice.security.mode to jwt or api-keys");
  }
}
