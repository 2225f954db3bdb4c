package dev.sluice.simulator;

import java.util.Optional;

/// What the fleet meant by a send, and so what must become of it.
public sealed interface SendKind {

  /// A new event: to be stored once.
  record Fresh() implements SendKind {}

  /// The bytes of an earlier fresh event again.
  ///
  /// @param of the number of that send
  record Duplicate(long of) implements SendKind {}

  /// The id of an earlier fresh event of the same device with another content.
  ///
  /// @param with the number of that send
  record Collision(long with) implements SendKind {}

  /// Bytes that are no event.
  record Malformed(Defect defect) implements SendKind {}

  /// An event whose time no clock that is right could show.
  record Late() implements SendKind {}

  /// The reason with which Sluice will dead-letter the send; empty if it will not.
  default Optional<String> rejectReason() {
    return switch (this) {
      case Fresh fresh -> Optional.empty();
      case Duplicate duplicate -> Optional.empty();
      case Collision collision -> Optional.of("id_collision");
      case Malformed malformed -> Optional.of(malformed.defect().rejectReason());
      case Late late -> Optional.of("event_time_out_of_range");
    };
  }
}
