package dev.sluice.simulator;

import java.util.Optional;

/// What an ingest point said of a record.
///
/// @param place where it lies on the stream; empty where only ingest knows, and of a refused one
/// @param refusal why it was refused for good, as Sluice's dead letters spell reasons; empty of a
///   record that was accepted
/// @param perhapsTwice an earlier attempt ended without an answer and may have been applied, so the
///   stream may hold the record a second time
public record Acknowledgement(
    Optional<Place> place, Optional<String> refusal, boolean perhapsTwice) {

  /// @param sequenceNumber Kinesis's own, as text: it exceeds 64 bits
  public record Place(String shardId, String sequenceNumber) {}

  /// On the stream, at this place.
  public static Acknowledgement at(String shardId, String sequenceNumber, boolean perhapsTwice) {
    return new Acknowledgement(
        Optional.of(new Place(shardId, sequenceNumber)), Optional.empty(), perhapsTwice);
  }

  /// Accepted by somebody who does not say where it lies.
  public static Acknowledgement accepted(boolean perhapsTwice) {
    return new Acknowledgement(Optional.empty(), Optional.empty(), perhapsTwice);
  }

  public static Acknowledgement refused(String reason) {
    return new Acknowledgement(Optional.empty(), Optional.of(reason), false);
  }

  public String shardId() {
    return known().shardId();
  }

  public String sequenceNumber() {
    return known().sequenceNumber();
  }

  private Place known() {
    return place.orElseThrow(() ->
        new IllegalStateException("only an ingest point that puts onto the stream knows places"));
  }
}
