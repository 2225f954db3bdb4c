package dev.sluice.e2e.guarantee;

import dev.sluice.e2e.guarantee.StoreFacts.Item;
import dev.sluice.e2e.guarantee.StoreFacts.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The state of a device is the stored event with the greatest key, of each type.
///
/// Valid, with `d/t=3` for event key 3 of type `t` on device `d`:
/// - stored `d/t=1 d/t=3 d/t=2`, state `d/t=3`
/// - stored `d/t=3 d/u=9`, states `d/t=3 d/u=9`
///
/// Invalid:
/// - stored `d/t=1 d/t=3`, state `d/t=1`: an older one came later and won
/// - stored `d/t=1`, no state
/// - stored `d/t=1`, state `d/t=3`: a state of nothing
public record DeviceStateIsNewest() implements Promise {
  static final String NAME = "DEVICE_STATE_IS_NEWEST";
  private static final String NONE = "none";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Judgement judge(History history) {
    SortedMap<String, String> newest = new TreeMap<>();
    for (Item item : history.store().events()) {
      newest.merge(
          place(item.deviceId(), item.eventType()),
          item.eventKey(),
          (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }
    SortedMap<String, String> states = new TreeMap<>();
    for (State state : history.store().states()) {
      states.put(place(state.deviceId(), state.eventType()), state.eventKey());
    }
    SortedSet<String> places = new TreeSet<>(newest.keySet());
    places.addAll(states.keySet());
    List<Breach> breaches = new ArrayList<>();
    for (String place : places) {
      String found = states.getOrDefault(place, NONE);
      String expected = newest.getOrDefault(place, NONE);
      if (!found.equals(expected)) {
        breaches.add(new Breach(NAME, List.of(id(found, expected), place), found, expected));
      }
    }
    return new Judgement(NAME, places.size(), breaches);
  }

  private static String place(String deviceId, String eventType) {
    return deviceId + "/" + eventType;
  }

  /// Of the event that should be shown, or that should not.
  private static String id(String found, String expected) {
    String key = expected.equals(NONE) ? found : expected;
    return key.substring(key.indexOf('#') + 1);
  }
}
