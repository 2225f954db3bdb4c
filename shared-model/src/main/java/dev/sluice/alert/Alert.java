package dev.sluice.alert;

import dev.sluice.model.NameBasedUuid;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// That a rule was broken, or is kept again. Decided by the events alone, so a replay makes the
/// same alert with the same key.
///
/// @param alertKey by [#key]
/// @param rule the name of the rule
/// @param deviceId whom it is about; null when it is about a type of events
/// @param eventType of the events it was judged by; null when by none in particular
/// @param receivedTime when the triggering event was received; of a rule that time alone triggers,
///   when it did
/// @param trigger the triggering event; null where there is none
/// @param value what was found, as JSON; null where there is none
/// @param detail what was found and what would have been accepted, as a sentence
/// @param raisedKey of an alert that was cleared: the key of when it was raised; else null
public record Alert(
    UUID alertKey,
    String rule,
    AlertState state,
    @Nullable String deviceId,
    @Nullable String eventType,
    Instant receivedTime,
    @Nullable Trigger trigger,
    @Nullable String value,
    String detail,
    @Nullable UUID raisedKey) {

  /// An event that raised or cleared an alert.
  public record Trigger(UUID eventId, Instant eventTime) {}

  public Alert {
    receivedTime = receivedTime.truncatedTo(ChronoUnit.MILLIS);
    if (deviceId == null && eventType == null) {
      throw new IllegalArgumentException(
          "the alert of rule " + rule + " is about neither a device nor a type of events");
    }
  }

  /// The identity of an alert: the UUIDv5 of rule, subject and what triggered it.
  ///
  /// @param subject the device, or the type of events
  /// @param trigger the id of an event, or a time
  public static UUID key(String rule, String subject, String trigger) {
    return NameBasedUuid.of(
        NameBasedUuid.URL, String.join("\n", "sluice:alert", rule, subject, trigger));
  }
}
