package dev.sluice.archiver.erase;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// What is kept because of a device's events, beside the events and their newest: alerts, how the
/// device stands with rules, and on which dates it has events.
public interface AlertTables {
  /// An alert, by its key.
  record AlertKey(String minute, String alertKey) {}

  /// The alerts about a device that were received until then. There is no index by device, so all
  /// of the table is looked through, in parts.
  ///
  /// @param looked is told how many alerts were looked at
  Stream<AlertKey> alerts(
      String deviceId, Instant until, int segment, int segments, LongConsumer looked);

  void delete(AlertKey alert);

  /// The states that are kept of a device, by the second part of their keys.
  List<String> states(String deviceId);

  void deleteState(String deviceId, String rule);

  /// Whether it is noted that the device has events of a date.
  boolean hasDay(String deviceId, LocalDate date);

  /// Whether the device has an event of the date, expired or not.
  boolean hasEvents(String deviceId, LocalDate date);

  void deleteDay(String deviceId, LocalDate date);
}
