package dev.sluice.consumer.alert;

import dev.sluice.alert.Alert;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.Collection;

/// Where alerts are stored.
public interface Alerts {

  /// Stores each; one that is there already stays as it is.
  void put(Collection<Alert> alerts, ShardControl control)
      throws ShardReleased, InterruptedException;
}
