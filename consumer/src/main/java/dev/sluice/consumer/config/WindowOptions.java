package dev.sluice.consumer.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/// How long windows of event time are kept. Which fields they are kept of is said by
/// [SharedOptions].
///
/// @param minutesRetention how long windows of a minute are kept after their end; not shorter than
///   events may be late and be read again, which is accepted-past and stream-retention together
/// @param hoursRetention the same of windows of an hour
@ConfigurationProperties("sluice.consumer.windows")
public record WindowOptions(Duration minutesRetention, Duration hoursRetention) {

  /// @param events whose latest re-reading still has to find its window
  /// @throws IllegalArgumentException naming the retention that is too short
  public void check(EventOptions events) {
    Duration least = events.acceptedPast().plus(events.streamRetention());
    check("minutes-retention", minutesRetention, least);
    check("hours-retention", hoursRetention, least);
  }

  private static void check(String name, Duration retention, Duration least) {
    if (retention.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "sluice.consumer.windows.%s %s is not at least %s, accepted-past and stream-retention of sluice.consumer.events together: an event that late would begin its window anew"
              .formatted(name, retention, least));
    }
  }
}
