package dev.sluice.http.access;

import dev.sluice.model.Names;
import io.micronaut.context.annotation.EachProperty;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key somebody may call with; read where the mode is `api-keys`.
///
/// @param name who has it, in logs and for the rate limit: up to 64 of `[A-Za-z0-9._-]`
/// @param sha256 of the key in 64 hexadecimal digits; the key itself stands nowhere. Make keys long
///   and random: the hash is not slow
/// @param scopes of `telemetry:read`, `telemetry:write`, `alerts:read`, `admin`
/// @param devicePrefix what the id of each device it may see or send for begins with; all without
@EachProperty(value = "sluice.security.api-keys", list = true)
record ApiKeyConfig(
    @Nullable String name,
    @Nullable String sha256,
    @Nullable List<String> scopes,
    @Nullable String devicePrefix) {

  ApiKeyConfig {
    if (name == null || !Names.isEventType(name)) {
      throw SecurityConfig.wrong("api-keys[].name", name, "1 to 64 of letters, digits, . _ -");
    }
    if (sha256 == null || !sha256.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException(
          SecurityConfig.PREFIX
              + "api-keys[].sha256 of \""
              + name
              + "\" is not 64 hexadecimal digits, the SHA-256 of the key");
    }
    scopes = scopes == null ? List.of() : List.copyOf(scopes);
    if (scopes.isEmpty()) {
      throw SecurityConfig.missing(
          "api-keys[].scopes of \"" + name + "\"", "any of " + Scope.all());
    }
    for (String scope : scopes) {
      if (Scope.parse(scope).isEmpty()) {
        throw SecurityConfig.wrong(
            "api-keys[].scopes of \"" + name + "\":", scope, "one of " + Scope.all());
      }
    }
    if (devicePrefix != null && !Names.isDeviceId(devicePrefix)) {
      throw SecurityConfig.wrong(
          "api-keys[].device-prefix of \"" + name + "\":", devicePrefix, Names.DEVICE_ID_RULE);
    }
  }

  byte[] hash() {
    return HexFormat.of().parseHex(String.valueOf(sha256));
  }

  Access access() {
    Set<Scope> granted = EnumSet.noneOf(Scope.class);
    if (scopes != null) {
      scopes.forEach(scope -> Scope.parse(scope).ifPresent(granted::add));
    }
    return new Access(String.valueOf(name), granted, devicePrefix == null ? "" : devicePrefix);
  }
}
