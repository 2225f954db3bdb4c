package dev.sluice.query.read;

import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.StoredAlert;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.WindowItem;
import dev.sluice.model.Event;
import java.time.Instant;

/// Puts into a store what the consumer would, for a test to read.
public interface Store {
  /// An event and its claim.
  void put(StoredEvent event);

  /// The claim alone, as a consumer leaves it that stopped before it stored.
  void putClaim(StoredEvent event);

  /// Leaves of an event what an erasure leaves.
  void erase(StoredEvent event);

  void putState(Event newest);

  void putSummary(String deviceId, Instant lastSeen);

  void putDay(DeviceDay day);

  void putQuality(QualityMinute minute);

  void putWindow(WindowItem window);

  void putAlert(StoredAlert alert);
}
