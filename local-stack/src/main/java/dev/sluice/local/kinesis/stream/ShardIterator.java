package dev.sluice.local.kinesis.stream;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A place in a shard, handed to readers as an opaque token.
///
/// @param streamCreated tells a re-created stream from its predecessor, epoch milliseconds
/// @param ordinal the first record wanted
/// @param issuedMillis when the token was given out, epoch milliseconds
public record ShardIterator(
    String stream, long streamCreated, String shardId, long ordinal, long issuedMillis) {

  /// Reads a token back.
  public static ShardIterator parse(String token) {
    try {
      String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      String[] parts = text.split("\\|", -1);
      if (parts.length == 5) {
        return new ShardIterator(
            parts[0],
            Long.parseLong(parts[1]),
            parts[2],
            Long.parseLong(parts[3]),
            Long.parseLong(parts[4]));
      }
    } catch (IllegalArgumentException e) {
      throw ErrorType.INVALID_ARGUMENT.because("Invalid ShardIterator: " + e.getMessage());
    }
    throw ErrorType.INVALID_ARGUMENT.because("Invalid ShardIterator.");
  }

  public String token() {
    String text = stream + "|" + streamCreated + "|" + shardId + "|" + ordinal + "|" + issuedMillis;
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  public ShardIterator movedTo(long nextOrdinal, long nowMillis) {
    return new ShardIterator(stream, streamCreated, shardId, nextOrdinal, nowMillis);
  }
}
