package dev.sluice.feed;

/// As much of a feed batch as one item takes.
///
/// @param position of the last that it speaks of
/// @param body what [FeedCodec#decode] reads
// The bytes are handed over, never shared or compared.
@SuppressWarnings("ArrayRecordComponent")
public record FeedPart(String position, byte[] body) {}
