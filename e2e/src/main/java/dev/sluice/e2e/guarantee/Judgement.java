package dev.sluice.e2e.guarantee;

import java.util.List;

/// What a promise came to.
///
/// @param judged how many things there were to judge: events, devices, collisions, samples
/// @param breaches the lot of them, in a stable order
public record Judgement(String promise, long judged, List<Breach> breaches) {
  /// How a promise can end.
  public enum Outcome {
    KEPT,
    BROKEN,
    /// There was nothing to judge: no evidence, no proof.
    UNPROVEN
  }

  public Judgement {
    breaches = List.copyOf(breaches);
  }

  public Outcome outcome() {
    if (!breaches.isEmpty()) {
      return Outcome.BROKEN;
    }
    return judged == 0 ? Outcome.UNPROVEN : Outcome.KEPT;
  }
}
