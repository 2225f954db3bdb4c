package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.SequenceNumber;
import dev.sluice.local.kinesis.stream.StartingPosition;
import dev.sluice.local.kinesis.wire.Parameters;
import java.time.Instant;

/// Reads a starting position as requests spell it.
///
/// @param number the name of the member with the sequence number
record Positions(String number, long nowMillis) {

  StartingPosition read(String type, Parameters in) {
    return switch (type) {
      case "TRIM_HORIZON" -> new StartingPosition.TrimHorizon();
      case "LATEST" -> new StartingPosition.Latest();
      case "AT_SEQUENCE_NUMBER" -> new StartingPosition.AtSequenceNumber(sequenceNumber(in));
      case "AFTER_SEQUENCE_NUMBER" -> new StartingPosition.AfterSequenceNumber(sequenceNumber(in));
      case "AT_TIMESTAMP" -> new StartingPosition.AtTimestamp(timestamp(in));
      default ->
          throw ErrorType.VALIDATION.because(
              "'%s' is none of AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER, TRIM_HORIZON, LATEST, AT_TIMESTAMP"
                  .formatted(type));
    };
  }

  private SequenceNumber sequenceNumber(Parameters in) {
    return in.string(number)
        .map(SequenceNumber::parse)
        .orElseThrow(
            () -> ErrorType.INVALID_ARGUMENT.because("Must provide a " + number + " with it."));
  }

  private Instant timestamp(Parameters in) {
    Instant wanted =
        in.instant("Timestamp")
            .orElseThrow(
                () -> ErrorType.INVALID_ARGUMENT.because("Must provide a Timestamp with it."));
    if (wanted.toEpochMilli() > nowMillis) {
      throw ErrorType.INVALID_ARGUMENT.because(
          "The timestamp %s lies in the future; now is %s"
              .formatted(wanted, Instant.ofEpochMilli(nowMillis)));
    }
    return wanted;
  }
}
