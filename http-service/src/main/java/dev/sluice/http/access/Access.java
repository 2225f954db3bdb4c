package dev.sluice.http.access;

import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who asks, and what they may see.
///
/// @param principal the subject of the token, or the name of the key
/// @param devicePrefix what the id of each device they may see begins with; empty for all
public record Access(String principal, Set<Scope> scopes, String devicePrefix) {
  /// Of the filter that notes it; those behind find it. [ServerFilterPhase#SECURITY] has 39000.
  public static final int FILTER_ORDER = 39_100;

  private static final String ATTRIBUTE = "sluice.access";
  private static final String UNTIL = "sluice.access.until";

  public Access {
    scopes = Set.copyOf(scopes);
  }

  /// Of whoever sent a request that was let through.
  public static Access of(HttpRequest<?> request) {
    if (request.getAttribute(ATTRIBUTE).orElse(null) instanceof Access access) {
      return access;
    }
    throw new IllegalStateException(request.getPath() + " was let through unchecked");
  }

  /// When what [#of] answers has to be asked again, which whoever lasts longer than a request has
  /// to see to.
  public static Instant until(HttpRequest<?> request) {
    return request.getAttribute(UNTIL, Instant.class).orElse(Instant.MAX);
  }

  /// Notes who sent the request.
  public void grant(HttpRequest<?> request) {
    grant(request, Instant.MAX);
  }

  /// Notes who sent the request.
  ///
  /// @param until when that has to be asked again
  public void grant(HttpRequest<?> request, Instant until) {
    request.setAttribute(ATTRIBUTE, this);
    request.setAttribute(UNTIL, until);
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }

  /// @param deviceId null for what is about no device in particular, which only those see who see
  ///   all
  public boolean sees(@Nullable String deviceId) {
    return devicePrefix.isEmpty() || (deviceId != null && deviceId.startsWith(devicePrefix));
  }

  /// What the ids of devices begin with that were asked for and may be seen; empty when there is no
  /// such device.
  ///
  /// @param asked what the ids have to begin with; empty for any
  public Optional<String> narrow(String asked) {
    if (asked.startsWith(devicePrefix)) {
      return Optional.of(asked);
    }
    return devicePrefix.startsWith(asked) ? Optional.of(devicePrefix) : Optional.empty();
  }

  /// For what sums up all devices.
  ///
  /// @throws OutOfSightException when only some are theirs to see
  public void requireAllDevices() {
    if (!devicePrefix.isEmpty()) {
      throw new OutOfSightException(
          null,
          "this is about all devices, and all that you may see begin with \"%s\""
              .formatted(devicePrefix));
    }
  }

  /// @throws OutOfSightException when the device is not theirs to see
  public void requireDevice(String deviceId) {
    requireDevice("device_id", deviceId);
  }

  /// @param parameter what named the device
  /// @throws OutOfSightException when the device is not theirs to see
  public void requireDevice(String parameter, String deviceId) {
    if (!sees(deviceId)) {
      throw new OutOfSightException(
          parameter,
          "%s \"%s\" does not begin with \"%s\", as all that you may see do"
              .formatted(parameter, deviceId, devicePrefix));
    }
  }
}
