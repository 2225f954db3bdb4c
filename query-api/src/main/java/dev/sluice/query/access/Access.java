package dev.sluice.query.access;

import io.micronaut.http.HttpRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who asks, and what they may see.
///
/// @param principal the subject of the token, or the name of the key
/// @param devicePrefix what the id of each device they may see begins with; empty for all
public record Access(String principal, Set<Scope> scopes, String devicePrefix) {
  private static final String ATTRIBUTE = "sluice.access";

  public Access {
    scopes = Set.copyOf(scopes);
  }

  /// Of whoever sent a request that was let through.
  public static Access of(HttpRequest<?> request) {
    return request
        .getAttribute(ATTRIBUTE, Access.class)
        .orElseThrow(
            () -> new IllegalStateException(request.getPath() + " was let through unchecked"));
  }

  /// Notes who sent the request.
  public void grant(HttpRequest<?> request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }

  /// @param deviceId null for what is about no device in particular, which only those see who see
  ///   all
  public boolean sees(@Nullable String deviceId) {
    return devicePrefix.isEmpty() || (deviceId != null && deviceId.startsWith(devicePrefix));
  }

  /// For what is about all devices together.
  ///
  /// @throws OutOfSightException when they may not see all
  public void requireAll() {
    if (!sees(null)) {
      throw new OutOfSightException(
          "device_prefix",
          "this is about all devices together; you may see those only whose id begins with \"%s\" (your device_prefix)"
              .formatted(devicePrefix));
    }
  }

  /// @throws OutOfSightException when the device is not theirs to see
  public void requireDevice(String deviceId) {
    if (!sees(deviceId)) {
      throw new OutOfSightException(
          "device_id",
          "device_id \"%s\" does not begin with \"%s\", as all that you may see do"
              .formatted(deviceId, devicePrefix));
    }
  }
}
