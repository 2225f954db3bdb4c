package dev.sluice.simulator;

/// Where an accepted record lies on the stream.
///
/// @param sequenceNumber Kinesis's own, as text: it exceeds 64 bits
/// @param perhapsTwice an earlier attempt ended without an answer and may have been applied, so the
///   stream may hold the record a second time
public record Acknowledgement(String shardId, String sequenceNumber, boolean perhapsTwice) {}
