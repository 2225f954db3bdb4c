package dev.sluice.archiver.erase;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// States in maps.
final class InMemoryStateTable implements StateTable {
  /// By device, then type.
  final Map<String, Map<String, Instant>> states = new TreeMap<>();

  private final Cuts cuts;

  InMemoryStateTable(Cuts cuts) {
    this.cuts = cuts;
  }

  void put(String deviceId, String eventType, Instant at) {
    states.computeIfAbsent(deviceId, device -> new TreeMap<>()).put(eventType, at);
  }

  @Override
  public List<Entry> entries(String deviceId) {
    List<Entry> entries = new ArrayList<>();
    states.getOrDefault(deviceId, Map.of()).forEach((type, at) -> entries.add(new Entry(type, at)));
    return entries;
  }

  @Override
  public boolean delete(String deviceId, String eventType, Instant until) {
    cuts.step();
    Map<String, Instant> ofDevice = states.getOrDefault(deviceId, Map.of());
    Instant at = ofDevice.get(eventType);
    return at != null && !at.isAfter(until) && ofDevice.remove(eventType, at);
  }
}
