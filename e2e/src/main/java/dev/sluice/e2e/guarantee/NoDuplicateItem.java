package dev.sluice.e2e.guarantee;

import java.util.List;

/// Not judged yet.
public record NoDuplicateItem() implements Promise {
  static final String NAME = "NO_DUPLICATE_ITEM";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Judgement judge(History history) {
    return new Judgement(NAME, 0, List.of());
  }
}
