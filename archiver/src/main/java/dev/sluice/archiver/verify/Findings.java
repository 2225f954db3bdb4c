package dev.sluice.archiver.verify;

import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/// The equation by date and type.
///
/// @param missing the first ids that are missing
/// @param resurfaced the first ids that were erased and found
public record Findings(
    SortedMap<Place, Counts> counts, List<Named> missing, List<Named> resurfaced) {

  public record Named(UUID id, Place place) {}

  public Counts total() {
    return counts.values().stream().reduce(Counts.NONE, Counts::plus);
  }
}
