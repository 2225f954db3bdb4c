package dev.sluice.e2e.guarantee;

import java.util.List;

/// Not judged yet.
public record EveryEventAccounted() implements Promise {
  static final String NAME = "EVERY_EVENT_ACCOUNTED";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Judgement judge(History history) {
    return new Judgement(NAME, 0, List.of());
  }
}
