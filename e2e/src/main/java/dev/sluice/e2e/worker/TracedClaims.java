package dev.sluice.e2e.worker;

import dev.sluice.consumer.pipeline.Claims;
import dev.sluice.dynamodb.Claim;
import dev.sluice.e2e.guarantee.TraceEntry;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.List;

/// Notes whom each id belongs to.
record TracedClaims(Claims claims) implements Claims {

  @Override
  public List<Result> claim(List<Claim> wanted, ShardControl control)
      throws ShardReleased, InterruptedException {
    if (wanted.isEmpty()) {
      return claims.claim(wanted, control);
    }
    TracedSession session = TracedSession.of(control);
    session.meet(FaultPoint.BEFORE_CLAIM);
    List<Result> results =
        session.run(wanted, FaultPoint.HALF_CLAIMED, some -> claimed(some, session));
    session.meet(FaultPoint.AFTER_CLAIM);
    return results;
  }

  private List<Result> claimed(List<Claim> some, TracedSession session)
      throws ShardReleased, InterruptedException {
    List<Result> results = claims.claim(some, session);
    for (int i = 0; i < some.size(); i++) {
      if (results.get(i) instanceof Result.Holds(Claim holder)) {
        Claim claim = some.get(i);
        session.note((now, name) ->
            new TraceEntry.Claimed(
                now,
                name,
                claim.eventId(),
                claim.position(),
                holder.position(),
                claim.fingerprint().equals(holder.fingerprint())));
      }
    }
    return results;
  }

  @Override
  public void release(Claim claim, ShardControl control)
      throws ShardReleased, InterruptedException {
    claims.release(claim, control);
  }
}
