package dev.sluice.e2e.guarantee;

import java.util.List;

/// Not judged yet.
public record CheckpointNeverAhead() implements Promise {
  static final String NAME = "CHECKPOINT_NEVER_AHEAD";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Judgement judge(History history) {
    return new Judgement(NAME, 0, List.of());
  }
}
