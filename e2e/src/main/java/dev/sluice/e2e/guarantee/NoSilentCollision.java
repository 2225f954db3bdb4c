package dev.sluice.e2e.guarantee;

import dev.sluice.e2e.guarantee.Claimants.Copy;
import dev.sluice.e2e.guarantee.StoreFacts.Holder;
import dev.sluice.e2e.guarantee.StoreFacts.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where different events share an id, the one that comes first on the stream is stored as it was
/// sent, and each other is a dead letter that says so. Events on shards of which none descends from
/// the other have no order: either may be first.
///
/// Valid, with `a@1` and `A@2` for two events of one id:
/// - `a@1 A@2`: item `a`, letter `id_collision` for 2
/// - `a@1 A@2 a@3`: the same; 3 is a duplicate
/// - `a@1` and `A@2` on two shards: item `A`, letter for 1
///
/// Invalid:
/// - `a@1 A@2`: item `A`: overwritten
/// - `a@1 A@2`: item `a`, no letter for 2: dropped without a word
/// - `a@1 A@2`: item `A`, letter for 1: the second was let in first
/// - any item whose content is not that of its claim
public record NoSilentCollision() implements Promise {
  static final String NAME = "NO_SILENT_COLLISION";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Judgement judge(History history) {
    List<Breach> breaches = new ArrayList<>();
    StoreIndex store = StoreIndex.of(history.store());
    judgeContents(history, breaches);
    List<Claimants> colliding =
        Claimants.of(history).values().stream().filter(Claimants::collide).toList();
    for (Claimants wanting : colliding) {
      List<Item> items = store.itemsOf(wanting.id());
      // whether there is one item is the business of other promises
      if (items.size() == 1) {
        Item item = items.getFirst();
        wanting
            .at(item.place())
            .forEach(holder -> judge(wanting, holder, item, history.stream(), store, breaches));
      }
    }
    return new Judgement(NAME, colliding.size(), breaches);
  }

  private static void judgeContents(History history, List<Breach> breaches) {
    Map<UUID, Holder> claims =
        history.store().claims().stream()
            .collect(Collectors.toMap(Holder::eventId, Function.identity(), (one, same) -> one));
    for (Item item : history.store().events()) {
      Holder claim = claims.get(item.eventId());
      if (claim != null && !claim.fingerprint().equals(item.fingerprint())) {
        breaches.add(
            breach(
                item.eventId(),
                item.place(),
                "stored with the fingerprint " + item.fingerprint(),
                "that of its claim, " + claim.fingerprint()));
      }
    }
  }

  private static void judge(
      Claimants wanting,
      Copy holder,
      Item item,
      StreamFacts stream,
      StoreIndex store,
      List<Breach> breaches) {
    if (!EveryEventAccounted.isOf(item, holder.send().event())) {
      breaches.add(
          breach(
              wanting.id(), item.place(), "stored as " + item, holder.send().event().toString()));
    }
    for (Copy other : wanting.copies()) {
      if (other.content() == holder.content()) {
        continue;
      }
      if (isFirst(other, holder, wanting, stream)) {
        breaches.add(
            breach(
                wanting.id(),
                other.place(),
                "the later one, from " + holder.place() + ", is stored",
                "this one stored"));
      }
      if (!store.reasonsAt(other.place()).contains("id_collision")) {
        breaches.add(
            breach(
                wanting.id(),
                other.place(),
                store.fateOf(other.place()),
                "one dead letter for id_collision"));
      }
    }
  }

  /// Before every copy of what is stored.
  private static boolean isFirst(Copy other, Copy holder, Claimants wanting, StreamFacts stream) {
    return stream.precedes(other.place(), holder.place())
        && wanting.copies().stream()
            .filter(copy -> copy.content() == holder.content())
            .noneMatch(copy -> stream.precedes(copy.place(), other.place()));
  }

  private static Breach breach(UUID id, Place place, String found, String expected) {
    return new Breach(NAME, List.of(id.toString(), place.toString()), found, expected);
  }
}
