package dev.sluice.e2e.guarantee;

import dev.sluice.e2e.guarantee.StoreFacts.Item;
import dev.sluice.e2e.guarantee.StoreFacts.Letter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What lay in the store, by the names under which judges look for it.
record StoreIndex(Map<UUID, List<Item>> items, Map<Place, List<Letter>> letters) {

  static StoreIndex of(StoreFacts store) {
    StoreIndex index =
        new StoreIndex(
            HashMap.newHashMap(store.events().size()), HashMap.newHashMap(store.letters().size()));
    for (Item item : store.events()) {
      index.items.computeIfAbsent(item.eventId(), id -> new ArrayList<>(1)).add(item);
    }
    for (Letter letter : store.letters()) {
      index.letters.computeIfAbsent(letter.place(), place -> new ArrayList<>(1)).add(letter);
    }
    return index;
  }

  List<Item> itemsOf(UUID id) {
    return items.getOrDefault(id, List.of());
  }

  /// The reasons for which the event at a place was dead-lettered.
  List<String> reasonsAt(Place place) {
    return letters.getOrDefault(place, List.of()).stream().map(Letter::reason).toList();
  }

  /// As it is told in a breach.
  String fateOf(Place place) {
    List<String> reasons = reasonsAt(place);
    return reasons.isEmpty() ? "no dead letter" : "dead letter for " + String.join(", ", reasons);
  }
}
