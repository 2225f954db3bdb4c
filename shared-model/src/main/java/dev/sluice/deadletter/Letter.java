package dev.sluice.deadletter;

import dev.sluice.model.Position;
import dev.sluice.model.Rejection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A dead letter as it lies in the bucket: what could not be stored, why, and all that is needed to
/// send it again. Whoever writes letters and whoever reads them share this type and [LetterJson];
/// `docs/schemas/dead-letter.schema.json` says the same to others.
///
/// @param id the text of its position in the stream: the same letter always has the same id
/// @param original the bytes of the line as they arrived, after gunzip; the record itself where the
///   record as a whole was refused
public record Letter(
    String id, Cause cause, Place place, Times times, Glimpse glimpse, byte[] original) {

  /// Why.
  ///
  /// @param reason the text of a [dev.sluice.model.RejectReason], or one that a newer writer knows
  /// @param detail which member or value, and what would have been accepted
  public record Cause(String reason, String detail) {}

  /// Where in the stream.
  ///
  /// @param sequenceNumber as Kinesis writes it
  /// @param line of the record; 0 is the first
  public record Place(String partitionKey, String shardId, String sequenceNumber, int line) {}

  /// When: whole milliseconds.
  ///
  /// @param received when Kinesis took the record
  /// @param rejected when it was given up
  public record Times(Instant received, Instant rejected) {
    public Times {
      received = received.truncatedTo(ChronoUnit.MILLIS);
      rejected = rejected.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /// Makes the letter of a line that was refused.
  public static Letter of(
      Position position, String partitionKey, Rejection rejection, Times times, byte[] original) {
    return new Letter(
        position.text(),
        new Cause(rejection.reason().text(), rejection.detail()),
        new Place(
            partitionKey,
            position.shardId(),
            position.sequenceNumber().toString(),
            position.line()),
        times,
        Glimpse.of(original),
        original);
  }
}
