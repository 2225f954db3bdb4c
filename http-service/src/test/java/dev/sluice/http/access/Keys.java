package dev.sluice.http.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// API keys, one for each scope.
public final class Keys {
  public static final String TELEMETRY = "key-of-telemetry-0123456789";
  public static final String ALERTS = "key-of-alerts-0123456789";
  public static final String ADMIN = "key-of-admin-0123456789";
  public static final String OTHER_PREFIX = "key-of-pumps-0123456789";

  private Keys() {}

  /// What makes a server take these.
  public static Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("sluice.security.mode", "api-keys");
    put(settings, 0, TELEMETRY, List.of("telemetry:read"));
    put(settings, 1, ALERTS, List.of("alerts:read"));
    put(settings, 2, ADMIN, List.of("admin"));
    put(settings, 3, OTHER_PREFIX, List.of("telemetry:read", "alerts:read", "admin"));
    settings.put("sluice.security.api-keys[3].device-prefix", "pump-");
    return settings;
  }

  private static void put(
      Map<String, Object> settings, int index, String key, List<String> scopes) {
    String prefix = "sluice.security.api-keys[" + index + "].";
    settings.put(prefix + "name", "key-" + index);
    settings.put(prefix + "sha256", sha256(key));
    settings.put(prefix + "scopes", scopes);
  }

  public static String sha256(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
