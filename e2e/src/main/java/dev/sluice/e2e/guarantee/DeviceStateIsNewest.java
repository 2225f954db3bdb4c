package dev.sluice.e2e.guarantee;

import java.util.List;

/// Not judged yet.
public record DeviceStateIsNewest() implements Promise {
  static final String NAME = "DEVICE_STATE_IS_NEWEST";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Judgement judge(History history) {
    return new Judgement(NAME, 0, List.of());
  }
}
