package dev.sluice.local.kinesis.stream;

import java.time.Instant;

/// Where in a shard a reader starts.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartingPosition.html>
public sealed interface StartingPosition {

  record TrimHorizon() implements StartingPosition {}

  record Latest() implements StartingPosition {}

  record AtSequenceNumber(SequenceNumber number) implements StartingPosition {}

  record AfterSequenceNumber(SequenceNumber number) implements StartingPosition {}

  record AtTimestamp(Instant instant) implements StartingPosition {}
}
