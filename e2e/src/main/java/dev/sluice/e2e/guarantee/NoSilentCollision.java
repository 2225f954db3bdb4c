package dev.sluice.e2e.guarantee;

import java.util.List;

/// Not judged yet.
public record NoSilentCollision() implements Promise {
  static final String NAME = "NO_SILENT_COLLISION";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Judgement judge(History history) {
    return new Judgement(NAME, 0, List.of());
  }
}
