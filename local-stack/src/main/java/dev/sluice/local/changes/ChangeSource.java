package dev.sluice.local.changes;

import java.util.List;

/// Where changes come from, each once and in order.
@FunctionalInterface
public interface ChangeSource {

  /// The next changes; empty when there are none yet.
  List<TableChange> next();
}
