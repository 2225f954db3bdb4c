package dev.sluice.e2e.guarantee;

import dev.sluice.e2e.guarantee.ErasureFacts.Left;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Nothing that was received of an erased device until its erasure is anywhere: no item, no state,
/// no alert, no row of the archive, no dead letter. What the device sent later is as safe as any
/// event.
///
/// Valid, with `d|5` for the erasure of device `d` at 5, and `d@3` for something of it that was
/// received at 3:
/// - `d|5`, nothing of `d`
/// - `d|5`, an item `d@6`, a row `d@7`: sent later
/// - `d|5`, an item `e@3`: of another device
///
/// Invalid:
/// - `d|5`, an item `d@3`: it was missed, or stored again
/// - `d|5`, an item `d@5`: received until then includes that moment
/// - `d|5`, a row `d@3`: its removal came to the archive after the erasure
/// - `d|5`, a letter, a state or an alert `d@3`
public record ErasedStaysErased() implements Promise {
  static final String NAME = "ERASED_STAYS_ERASED";

  @Override
  public String name() {
    return NAME;
  }

  /// A run in which nothing was erased says nothing about it.
  @Override
  public boolean concerns(History history) {
    return !history.store().erasure().erasedAt().isEmpty();
  }

  @Override
  public Judgement judge(History history) {
    ErasureFacts erasure = history.store().erasure();
    List<Breach> breaches = new ArrayList<>();
    for (Left left : erasure.left()) {
      Instant until = erasure.erasedAt().getOrDefault(left.deviceId(), Instant.MIN);
      if (!left.received().isAfter(until)) {
        breaches.add(
            new Breach(
                NAME,
                List.of(left.name()),
                "%s of %s, received at %s"
                    .formatted(left.where(), left.deviceId(), left.received()),
                "nothing that was received until " + until));
      }
    }
    return new Judgement(NAME, erasure.erasedAt().size() + erasure.left().size(), breaches);
  }
}
