package dev.sluice.query.dynamodb;

import dev.sluice.dynamodb.DeviceSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The last device a reader has passed in each bucket of the index; a bucket it has not begun has
/// none.
final class DevicePlaces {
  private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

  private final Map<String, DeviceSummary> passed = new TreeMap<>();

  /// Reads what [#text()] wrote: `<bucket>/<epoch minute>/<device id>`, comma separated.
  static DevicePlaces parse(String text) {
    DevicePlaces places = new DevicePlaces();
    for (String place : text.split(",", -1)) {
      String[] parts = place.split("/", 3);
      Instant lastSeen = Instant.ofEpochMilli(Long.parseLong(parts[1]) * MINUTE_MILLIS);
      places.passed(parts[0], new DeviceSummary(parts[2], lastSeen));
    }
    return places;
  }

  String text() {
    return passed.entrySet().stream()
        .map(place ->
            place.getKey()
                + "/"
                + place.getValue().lastSeen().toEpochMilli() / MINUTE_MILLIS
                + "/"
                + place.getValue().deviceId())
        .collect(Collectors.joining(","));
  }

  void passed(String bucket, DeviceSummary device) {
    passed.put(bucket, device);
  }

  @Nullable DeviceSummary of(String bucket) {
    return passed.get(bucket);
  }
}
