package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.Claim;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Judges events by the claims on their ids. Pure.
///
/// The rule needs no memory of what this worker did before, so it holds under replay, for two
/// workers on one shard, and for a re-send on another shard:
/// - the claim is the event's own (same fingerprint, same position): store it, perhaps again
/// - same fingerprint from elsewhere: a re-send
/// - another fingerprint: two different events share an id
/// - an erasure holds the id: ignored, whatever it is, because nothing is left to compare it with
final class Deduplication {
  private Deduplication() {}

  /// Verdicts on candidates.
  ///
  /// @param toStore each with the item as its claim wants it stored
  record Verdicts(List<Candidate> toStore, int duplicates, int erased, List<DeadLetter> refused) {}

  /// The first of each id, in order: DynamoDB refuses one key twice in a call, and the first is the
  /// one that counts.
  static Collection<Candidate> firstOfEachId(List<Candidate> candidates) {
    Map<UUID, Candidate> first = LinkedHashMap.newLinkedHashMap(candidates.size());
    candidates.forEach(candidate -> first.putIfAbsent(candidate.eventId(), candidate));
    return first.values();
  }

  static Verdicts judge(List<Candidate> candidates, Map<UUID, Claims.Result> results) {
    List<Candidate> toStore = new ArrayList<>(candidates.size());
    List<DeadLetter> refused = new ArrayList<>();
    int duplicates = 0;
    int erased = 0;
    for (Candidate candidate : candidates) {
      switch (Objects.requireNonNull(results.get(candidate.eventId()))) {
        case Claims.Result.Refused(String detail) ->
            refused.add(refused(candidate, RejectReason.STORE_REFUSED, detail));
        case Claims.Result.Holds(Claim holder) when !sameContent(candidate, holder) ->
            refused.add(collision(candidate, holder));
        case Claims.Result.Holds(Claim holder) when sameOrigin(candidate, holder) ->
            toStore.add(withExpiryOf(holder, candidate));
        case Claims.Result.Holds _ -> duplicates++;
        case Claims.Result.Erased _ -> erased++;
      }
    }
    return new Verdicts(toStore, duplicates, erased, refused);
  }

  private static boolean sameContent(Candidate candidate, Claim holder) {
    return candidate.claim().fingerprint().equals(holder.fingerprint());
  }

  private static boolean sameOrigin(Candidate candidate, Claim holder) {
    return candidate.claim().position().equals(holder.position());
  }

  /// The first pass may have run under another retention; what it promised stays.
  private static Candidate withExpiryOf(Claim holder, Candidate candidate) {
    return holder.eventExpiresAt().equals(candidate.item().expiresAt())
        ? candidate
        : new Candidate(
            candidate.item().withExpiry(holder.eventExpiresAt()), holder, candidate.origin());
  }

  private static DeadLetter collision(Candidate candidate, Claim holder) {
    return refused(
        candidate,
        RejectReason.ID_COLLISION,
        "another event with the id "
            + candidate.eventId()
            + " was stored first, from position "
            + holder.position());
  }

  private static DeadLetter refused(Candidate candidate, RejectReason reason, String detail) {
    return new DeadLetter(candidate.origin(), new Rejection(reason, detail));
  }
}
