package dev.sluice.archiver.erase;

import dev.sluice.dynamodb.Erasure;
import java.util.Optional;

/// The list of erasures. What was put is seen by every read that begins after.
public interface ErasureRecords {
  Optional<Erasure> find(String deviceId);

  void put(Erasure erasure);
}
