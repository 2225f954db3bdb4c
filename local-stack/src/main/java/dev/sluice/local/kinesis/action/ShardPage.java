package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.ErrorType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/// A page of `ListShards`, handed to clients as an opaque token.
///
/// @param after the last shard of the page before; empty for the first page
/// @param issuedMillis epoch milliseconds
record ShardPage(String stream, ShardFilter filter, String after, long issuedMillis) {

  private static final Duration LIFE = Duration.ofSeconds(300);

  static ShardPage parse(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] parts = text.split("\\|", -1);
      if (parts.length == 5) {
        return new ShardPage(
            parts[0], new ShardFilter(parts[1], parts[2]), parts[3], Long.parseLong(parts[4]));
      }
    } catch (IllegalArgumentException e) {
      throw ErrorType.INVALID_ARGUMENT.because("Invalid NextToken: " + e.getMessage());
    }
    throw ErrorType.INVALID_ARGUMENT.because("Invalid NextToken.");
  }

  String token() {
    String text =
        String.join("|", stream, filter.type(), filter.argument(), after, "" + issuedMillis);
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  ShardPage after(String lastShardId, long nowMillis) {
    return new ShardPage(stream, filter, lastShardId, nowMillis);
  }

  void checkAge(long nowMillis) {
    if (nowMillis - issuedMillis > LIFE.toMillis()) {
      throw ErrorType.EXPIRED_NEXT_TOKEN.because(
          "NextToken was issued more than " + LIFE.toSeconds() + " seconds ago.");
    }
  }
}
