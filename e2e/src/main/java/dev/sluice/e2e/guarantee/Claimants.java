package dev.sluice.e2e.guarantee;

import dev.sluice.simulator.SendKind;
import dev.sluice.simulator.SendLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The events on the stream that want one id, in the order of their places.
record Claimants(UUID id, List<Copy> copies) {

  /// An event on the stream.
  ///
  /// @param content a number that copies of one event share, and no other has
  record Copy(UUID id, Place place, long content, SendLog.Send send) {}

  /// All ids that the stream holds an acceptable event for.
  static Map<UUID, Claimants> of(History history) {
    Map<UUID, Claimants> byId = new LinkedHashMap<>();
    history.stream()
        .sends()
        .forEach((place, number) -> {
          SendLog.Send send = history.send(number);
          UUID id = send.event().eventId();
          if (id != null && refusalOf(send).isEmpty()) {
            byId.computeIfAbsent(id, key -> new Claimants(key, new ArrayList<>(1)))
                .copies()
                .add(new Copy(id, place, contentOf(send), send));
          }
        });
    return byId;
  }

  /// Why an event must be refused whatever else is on the stream; empty if it need not be.
  static String refusalOf(SendLog.Send send) {
    return switch (send.kind()) {
      case SendKind.Malformed malformed -> malformed.defect().rejectReason();
      case SendKind.Late late -> "event_time_out_of_range";
      case SendKind.Fresh fresh -> "";
      case SendKind.Duplicate duplicate -> "";
      case SendKind.Collision collision -> "";
    };
  }

  private static long contentOf(SendLog.Send send) {
    return switch (send.kind()) {
      case SendKind.Duplicate(long of) -> of;
      case SendKind.Fresh _, SendKind.Collision _, SendKind.Malformed _, SendKind.Late _ ->
          send.number();
    };
  }

  /// Whether different events want the id.
  boolean collide() {
    return copies.stream().mapToLong(Copy::content).distinct().count() > 1;
  }

  List<Copy> at(Place place) {
    return copies.stream().filter(copy -> copy.place().equals(place)).toList();
  }
}
