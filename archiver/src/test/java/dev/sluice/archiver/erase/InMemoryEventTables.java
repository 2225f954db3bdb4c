package dev.sluice.archiver.erase;

import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.HeldId;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.EventKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// Claims and items in maps.
final class InMemoryEventTables implements EventTables {
  final Map<UUID, HeldId> ids = new ConcurrentHashMap<>();
  final Map<EventKey, StoredEvent> items = new ConcurrentHashMap<>();
  private final Cuts cuts;

  InMemoryEventTables(Cuts cuts) {
    this.cuts = cuts;
  }

  @Override
  public Stream<Claim> claims(String deviceId, int segment, int segments, LongConsumer looked) {
    List<HeldId> share =
        ids.values().stream()
            .filter(held -> Math.floorMod(held.eventId().hashCode(), segments) == segment)
            .toList();
    looked.accept(share.size());
    return share.stream()
        .filter(Claim.class::isInstance)
        .map(Claim.class::cast)
        .filter(claim ->
            claim.key().deviceDay().equals(EventKey.deviceDay(deviceId, claim.eventDate())));
  }

  @Override
  public Optional<Instant> receivedTime(EventKey key) {
    return Optional.ofNullable(items.get(key)).map(item -> item.event().receivedTime());
  }

  @Override
  public boolean delete(EventKey key, Instant receivedUntil) {
    cuts.step();
    StoredEvent item = items.get(key);
    return item != null
        && !item.event().receivedTime().isAfter(receivedUntil)
        && items.remove(key, item);
  }

  @Override
  public boolean replace(Claim claim, ErasedClaim by) {
    cuts.step();
    return ids.get(claim.eventId()) instanceof Claim held
        && held.position().equals(claim.position())
        && ids.replace(claim.eventId(), held, by);
  }
}
