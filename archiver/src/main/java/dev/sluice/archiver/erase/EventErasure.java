package dev.sluice.archiver.erase;

import dev.sluice.archiver.erase.Removed.Kind;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.Erasure;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Removes the items of a device and turns its claims into what holds their ids and tells nothing.
///
/// Claims say where a device's events lie, and they outlive them; so they are what is looked
/// through. The item goes before its claim changes: a restart finds by the claim what is left.
public final class EventErasure implements Step {
  private static final int SEGMENTS = 8;

  private final EventTables tables;

  public EventErasure(EventTables tables) {
    this.tables = tables;
  }

  @Override
  public String name() {
    return "events";
  }

  @Override
  public List<String> run(Work work) {
    LongAdder looked = new LongAdder();
    IntStream.range(0, SEGMENTS)
        .boxed()
        .gather(
            Gatherers.mapConcurrent(
                SEGMENTS,
                segment -> {
                  erase(segment, looked, work);
                  return segment;
                }))
        .forEach(segment -> tell(looked, work));
    return List.of();
  }

  private void erase(int segment, LongAdder looked, Work work) {
    String device = work.erasure().deviceId();
    try (Stream<Claim> claims =
        tables.claims(
            device,
            segment,
            SEGMENTS,
            count -> {
              looked.add(count);
              tell(looked, work);
            })) {
      claims.forEach(claim -> erase(claim, work));
    }
  }

  private void erase(Claim claim, Work work) {
    Erasure erasure = work.erasure();
    Optional<Instant> received = tables.receivedTime(claim.key());
    if (!received.map(erasure::covers).orElseGet(() -> work.reach().covers(claim.position()))) {
      return;
    }
    if (work.dryRun()) {
      work.removed().add(Kind.ITEMS, received.isPresent() ? 1 : 0);
      work.removed().add(Kind.CLAIMS, 1);
      return;
    }
    if (received.isPresent() && tables.delete(claim.key(), erasure.erasedAt())) {
      work.removed().add(Kind.ITEMS, 1);
    }
    if (tables.replace(claim, ErasedClaim.of(claim))) {
      work.removed().add(Kind.CLAIMS, 1);
    }
  }

  private static void tell(LongAdder looked, Work work) {
    work.progress()
        .at(
            String.format(
                Locale.ROOT,
                "%,d claims looked at, %,d of the device, %,d items",
                looked.sum(),
                work.removed().of(Kind.CLAIMS),
                work.removed().of(Kind.ITEMS)));
  }
}
