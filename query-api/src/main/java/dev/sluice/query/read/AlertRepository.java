package dev.sluice.query.read;

import dev.sluice.alert.Alert;
import dev.sluice.model.Timestamps;
import org.jspecify.annotations.Nullable;

/// Reads alerts. What has expired is not there.
public interface AlertRepository {

  /// Newest first. The work of a call is bounded, so a part may be short, even empty, and still
  /// have a next one. What is stored while somebody pages neither repeats nor hides others.
  ///
  /// @param limit at least 1
  /// @param after the `next` of the part before; null for the first
  Slice<Alert> findByReceivedTimeBetween(AlertRange range, int limit, @Nullable String after);

  /// Where an alert stands: the greater, the newer.
  static String place(Alert alert) {
    return Timestamps.format(alert.receivedTime()) + "#" + alert.alertKey();
  }
}
