package dev.sluice.consumer.pipeline;

import dev.sluice.alert.Alert;
import dev.sluice.consumer.alert.Alerts;
import dev.sluice.consumer.pipeline.Journal.Action;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Alerts in a map.
final class InMemoryAlerts implements Alerts {
  private final Map<UUID, Alert> kept = new ConcurrentHashMap<>();
  private final Journal journal;

  InMemoryAlerts(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void put(Collection<Alert> alerts, ShardControl control) throws ShardReleased {
    for (Alert alert : alerts) {
      journal.does(new Action.Alerted(alert.alertKey()));
      kept.putIfAbsent(alert.alertKey(), alert);
    }
  }

  Map<UUID, Alert> kept() {
    return kept;
  }
}
