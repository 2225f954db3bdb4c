package dev.sluice.query.live;

import java.util.Optional;

/// Seals places into tokens that every replica takes and nobody can read or make.
public interface ResumeTokens {
  String seal(ResumePoint point);

  /// Empty for all that [#seal] did not make.
  Optional<ResumePoint> open(String token);
}
