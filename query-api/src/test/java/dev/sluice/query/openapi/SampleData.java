package dev.sluice.query.openapi;

import static dev.sluice.query.read.Events.NOW;
import static dev.sluice.query.read.Events.stored;

import dev.sluice.alert.AlertState;
import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import dev.sluice.model.Timestamps;
import dev.sluice.query.read.AlertRepositoryContract;
import dev.sluice.query.read.QualityRepositoryContract;
import dev.sluice.query.read.Store;
import dev.sluice.query.read.WindowRepositoryContract;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowLength;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the examples of the description ask for: at noon of 2026-03-05, three devices that have
/// sent something every minute for the last half hour.
public final class SampleData {
  public static final List<String> DEVICES = List.of("sensor-17", "sensor-18", "pump-1");
  private static final String NAMED = "169a9a74-0b1f-4e4e-9c0b-6f5b7d3a2c11";
  private static final int MINUTES = 30;

  private SampleData() {}

  public static void fill(Store store) {
    for (String device : DEVICES) {
      for (int i = 1; i <= MINUTES; i++) {
        String id = device.equals(DEVICES.getFirst()) && i == 1 ? NAMED : null;
        Event event = event(device, i, id);
        store.put(stored(event));
        if (i <= 2) {
          store.putState(event);
        }
      }
      store.putSummary(device, NOW.minusSeconds(60));
    }
    for (String device : DEVICES) {
      store.putDay(new DeviceDay(device, Timestamps.day(NOW), NOW.plus(Duration.ofDays(40))));
    }
    for (int i = 1; i <= 5; i++) {
      AlertState state = i % 2 == 1 ? AlertState.RAISED : AlertState.CLEARED;
      Instant time = NOW.minus(Duration.ofMinutes(i));
      store.putAlert(AlertRepositoryContract.alert(i, DEVICES.getFirst(), "too-hot", state, time));
    }
    for (String type : List.of("temperature", "status")) {
      store.putQuality(
          QualityRepositoryContract.minute(
              NOW.minus(Duration.ofMinutes(10)), "1/" + type, type, 40));
    }
    for (WindowLength length : WindowLength.values()) {
      store.putWindow(
          WindowRepositoryContract.window(
              length,
              NOW.minus(Duration.ofMinutes(10)),
              "1/a",
              new WindowField("temperature", "/payload/celsius"),
              "21.10",
              "23.10"));
    }
  }

  /// @param i minutes ago; odd ones are temperatures
  private static Event event(String device, int i, @Nullable String id) {
    boolean temperature = i % 2 == 1;
    Instant time = NOW.minus(Duration.ofMinutes(i));
    return new Event(
        id == null
            ? UUID.nameUUIDFromBytes((device + i).getBytes(StandardCharsets.UTF_8))
            : UUID.fromString(id),
        device,
        temperature ? "temperature" : "status",
        temperature ? "indoor" : null,
        time,
        time.plusMillis(440),
        temperature ? "{\"celsius\":" + (20 + i % 5) + ".10}" : "{\"state\":\"ok\"}",
        Source.ADAPTER_EVENT);
  }
}
