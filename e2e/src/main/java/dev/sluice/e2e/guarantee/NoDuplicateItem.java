package dev.sluice.e2e.guarantee;

import dev.sluice.e2e.guarantee.StoreFacts.Holder;
import dev.sluice.e2e.guarantee.StoreFacts.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An id is stored once, where its claim says, and never was stored from anywhere else.
///
/// Valid, with `a@1` for an event of id `a` at place 1:
/// - one item `a@1`, one claim `a@1`
/// - traces `stored a@1`, `stored a@1`: a worker died, its successor stored the same item again
///
/// Invalid:
/// - two items of id `a`, under two keys
/// - an item without a claim: a re-send would be stored beside it
/// - an item `a@1` whose claim says `a@2`, or another key
/// - traces `stored a@1`, `stored a@2`: two were let in, one of them overwrote the other
public record NoDuplicateItem() implements Promise {
  static final String NAME = "NO_DUPLICATE_ITEM";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Judgement judge(History history) {
    List<Breach> breaches = new ArrayList<>();
    Map<UUID, Holder> claims =
        history.store().claims().stream()
            .collect(Collectors.toMap(Holder::eventId, Function.identity(), (one, same) -> one));
    Map<UUID, List<Item>> items = StoreIndex.of(history.store()).items();
    items.forEach((id, stored) -> {
      if (stored.size() > 1) {
        breaches.add(
            breach(
                id,
                stored.stream().map(Item::place).toList(),
                stored.size() + " items " + stored.stream().map(Item::eventKey).toList(),
                "one item"));
      } else {
        judge(stored.getFirst(), claims, breaches);
      }
    });
    history.traces().forEach(trace -> judge(trace, items, breaches));
    return new Judgement(NAME, history.store().events().size(), breaches);
  }

  private static void judge(Item item, Map<UUID, Holder> claims, List<Breach> breaches) {
    Holder claim = claims.get(item.eventId());
    if (claim == null) {
      breaches.add(
          breach(item.eventId(), List.of(item.place()), "an item and no claim", "a claim"));
    } else if (!claim.place().equals(item.place()) || !claim.eventKey().equals(item.eventKey())) {
      breaches.add(
          breach(
              item.eventId(),
              List.of(item.place()),
              "its claim holds " + claim.eventKey() + " from " + claim.place(),
              "a claim for " + item.eventKey() + " from " + item.place()));
    }
  }

  private static void judge(Trace trace, Map<UUID, List<Item>> items, List<Breach> breaches) {
    try (Stream<TraceEntry> entries = trace.entries()) {
      entries.forEach(entry -> {
        if (entry instanceof TraceEntry.Stored stored) {
          Place from = Place.ofPosition(stored.position());
          List<Item> lying = items.getOrDefault(stored.eventId(), List.of());
          if (lying.size() == 1 && !lying.getFirst().place().equals(from)) {
            breaches.add(
                breach(
                    stored.eventId(),
                    List.of(from),
                    "stored by " + stored.session() + " at " + stored.at(),
                    "stored from " + lying.getFirst().place() + " only"));
          }
        }
      });
    }
  }

  private static Breach breach(UUID id, List<Place> places, String found, String expected) {
    List<String> ids =
        Stream.concat(Stream.of(id.toString()), places.stream().map(Place::toString)).toList();
    return new Breach(NAME, ids, found, expected);
  }
}
