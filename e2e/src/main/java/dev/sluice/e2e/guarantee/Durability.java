package dev.sluice.e2e.guarantee;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// Since when the fate of each event has been durable: the earliest that any trace says so.
///
/// Stored and dead-lettered events are noted by place. A duplicate leaves nothing of its own: its
/// fate is durable with the claim of another event of its content, and a claim never changes.
final class Durability {
  private record Claim(Place holder, Instant at) {}

  private final Map<Place, Instant> written = new HashMap<>();
  private final Map<UUID, Claim> claims = new HashMap<>();
  private final Map<Place, Claimants.Copy> copies = new HashMap<>();
  private final StoreIndex store;
  private final ErasureFacts erasure;

  Durability(History history) {
    this.store = StoreIndex.of(history.store());
    this.erasure = history.store().erasure();
    for (Claimants wanting : Claimants.of(history).values()) {
      wanting.copies().forEach(copy -> copies.put(copy.place(), copy));
    }
    for (Trace trace : history.traces()) {
      try (Stream<TraceEntry> entries = trace.entries()) {
        entries.forEach(this::note);
      }
    }
  }

  private void note(TraceEntry entry) {
    switch (entry) {
      case TraceEntry.Stored stored -> written(stored.position(), stored.at());
      case TraceEntry.DeadLettered letter -> written(letter.position(), letter.at());
      case TraceEntry.Claimed claimed ->
          claims.merge(
              claimed.eventId(),
              new Claim(Place.ofPosition(claimed.holder()), claimed.at()),
              (one, other) -> one.at().isAfter(other.at()) ? other : one);
      case TraceEntry.Opened _,
          TraceEntry.BatchBegun _,
          TraceEntry.Refreshed _,
          TraceEntry.BatchDone _,
          TraceEntry.Closed _ -> {}
    }
  }

  private void written(String position, Instant at) {
    written.merge(Place.ofPosition(position), at, (one, other) -> one.isAfter(other) ? other : one);
  }

  /// [Instant#MAX] for what no trace tells of, and for what the store does not hold in the end,
  /// unless it was erased.
  Instant since(Place place) {
    Claimants.Copy copy = copies.get(place);
    if (store.reasonsAt(place).isEmpty() && (copy == null || isNowhere(copy))) {
      return Instant.MAX;
    }
    Instant writtenAt = written.getOrDefault(place, Instant.MAX);
    Instant knownAt = copy == null ? Instant.MAX : sinceOfDuplicate(copy);
    return writtenAt.isBefore(knownAt) ? writtenAt : knownAt;
  }

  private boolean isNowhere(Claimants.Copy copy) {
    return store.itemsOf(copy.id()).isEmpty() && !erasure.isErased(copy.id());
  }

  private Instant sinceOfDuplicate(Claimants.Copy copy) {
    Claim claim = claims.get(copy.id());
    if (claim == null || claim.holder().equals(copy.place())) {
      return Instant.MAX;
    }
    Claimants.Copy holder = copies.get(claim.holder());
    return holder != null && holder.content() == copy.content() ? claim.at() : Instant.MAX;
  }
}
