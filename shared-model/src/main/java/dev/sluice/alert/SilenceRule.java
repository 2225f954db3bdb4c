package dev.sluice.alert;

import dev.sluice.model.Event;
import dev.sluice.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Each device is to be heard of again and again, by received time. Whether it was is known to the
/// minute, so an alert is raised `after` to `after` + 1 min after the last event.
public record SilenceRule(String name, Duration after) implements Rule {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// The last minute of which a device that was last seen in it is silent at a time.
  public Instant lastSilentMinute(Instant time) {
    return Timestamps.minute(time.minus(after).minus(MINUTE));
  }

  /// What is raised of a device that was last seen in a minute: the same by whomever, whenever.
  public Alert raised(String deviceId, Instant lastSeen) {
    Instant minute = Timestamps.minute(lastSeen);
    return new Alert(
        raisedKey(deviceId, minute),
        name,
        AlertState.RAISED,
        deviceId,
        null,
        minute.plus(MINUTE).plus(after),
        null,
        null,
        "no event for %s since the minute %s".formatted(after, Timestamps.format(minute)),
        null);
  }

  public UUID raisedKey(String deviceId, Instant lastSeen) {
    return Alert.key(name, deviceId, Timestamps.format(Timestamps.minute(lastSeen)));
  }

  /// What the next event clears.
  public Alert cleared(Event event, Instant lastSeen) {
    return Verdicts.alert(
        this,
        AlertState.CLEARED,
        event,
        null,
        "an event again after silence since the minute "
            + Timestamps.format(Timestamps.minute(lastSeen)),
        raisedKey(event.deviceId(), lastSeen));
  }

  @Override
  public String text() {
    return "no event of a device for " + after + "; clears with the next event";
  }
}
