package dev.sluice.archiver.erase;

import dev.sluice.dynamodb.Erasure;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The list in a map.
final class InMemoryErasureRecords implements ErasureRecords {
  final Map<String, Erasure> erasures = new TreeMap<>();
  private final Cuts cuts;

  InMemoryErasureRecords(Cuts cuts) {
    this.cuts = cuts;
  }

  @Override
  public Optional<Erasure> find(String deviceId) {
    return Optional.ofNullable(erasures.get(deviceId));
  }

  @Override
  public void put(Erasure erasure) {
    cuts.step();
    erasures.put(erasure.deviceId(), erasure);
  }
}
