package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.pipeline.Journal.Action;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.HeldId;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Claims in a map.
final class InMemoryClaims implements Claims {
  private final Map<UUID, HeldId> held = new HashMap<>();
  private final Journal journal;
  private final Clock clock;

  InMemoryClaims(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public List<Result> claim(List<Claim> claims, ShardControl control) throws ShardReleased {
    List<Result> results = new ArrayList<>();
    for (Claim claim : claims) {
      HeldId holder = held.get(claim.eventId());
      if (holder == null || !holder.expiresAt().isAfter(clock.instant())) {
        journal.does(new Action.Claimed(claim.eventId()));
        held.put(claim.eventId(), claim);
        results.add(new Result.Holds(claim));
      } else {
        journal.does(new Action.Found(claim.eventId()));
        results.add(
            switch (holder) {
              case Claim earlier -> new Result.Holds(earlier);
              case ErasedClaim _ -> new Result.Erased();
            });
      }
    }
    return results;
  }

  @Override
  public void release(Claim claim, ShardControl control) throws ShardReleased {
    journal.does(new Action.GaveBack(claim.eventId()));
    held.computeIfPresent(
        claim.eventId(),
        (id, holder) ->
            holder instanceof Claim held && held.position().equals(claim.position())
                ? null
                : holder);
  }

  Map<UUID, HeldId> held() {
    return held;
  }
}
