package dev.sluice.e2e.guarantee;

import java.util.List;

/// Not judged yet.
public record DeviceOrderKept() implements Promise {
  static final String NAME = "DEVICE_ORDER_KEPT";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Judgement judge(History history) {
    return new Judgement(NAME, 0, List.of());
  }
}
