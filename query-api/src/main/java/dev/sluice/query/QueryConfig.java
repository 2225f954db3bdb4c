package dev.sluice.query;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What the operator settles, under `sluice.query`. A wrong value stops the start.
///
/// @param tablePrefix what the names of all tables begin with
/// @param cursorKey Base64 of at least 32 random bytes, the same in every replica; cursors are
///   sealed with it. None is needed where `sluice.environment` is `local`: a cursor then dies with
///   the process
/// @param maxRange the longest time range of one question
/// @param maxConcurrentRequests how many reads run at a time; what comes on top is refused with 429
/// @param storeTimeout after how long DynamoDB counts as unavailable, retries included
@Context
@ConfigurationProperties("sluice.query")
public record QueryConfig(
    @Bindable(defaultValue = "sluice") String tablePrefix,
    @Nullable String cursorKey,
    @Bindable(defaultValue = "P31D") Duration maxRange,
    @Bindable(defaultValue = "64") int maxConcurrentRequests,
    @Bindable(defaultValue = "PT3S") Duration storeTimeout) {
  private static final int CURSOR_KEY_BYTES = 32;
  private static final Duration LONGEST_RANGE = Duration.ofDays(366);
  private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);
  private static final int MOST_REQUESTS = 10_000;

  public QueryConfig {
    if (cursorKey != null) {
      checkKey(cursorKey);
    }
    if (maxRange.compareTo(Duration.ofMinutes(1)) < 0 || maxRange.compareTo(LONGEST_RANGE) > 0) {
      throw wrong("max-range", maxRange, "a duration from PT1M to " + LONGEST_RANGE);
    }
    if (maxConcurrentRequests < 1 || maxConcurrentRequests > MOST_REQUESTS) {
      throw wrong("max-concurrent-requests", maxConcurrentRequests, "in 1.." + MOST_REQUESTS);
    }
    if (storeTimeout.compareTo(Duration.ofMillis(100)) < 0
        || storeTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw wrong("store-timeout", storeTimeout, "a duration from PT0.1S to " + LONGEST_TIMEOUT);
    }
  }

  private static void checkKey(String key) {
    int bytes;
    try {
      bytes = Base64.getDecoder().decode(key).length;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("sluice.query.cursor-key is not Base64", e);
    }
    if (bytes < CURSOR_KEY_BYTES) {
      throw new IllegalArgumentException(
          "sluice.query.cursor-key holds " + bytes + " bytes; at least 32 are needed");
    }
  }

  private static IllegalArgumentException wrong(String name, Object value, String accepted) {
    return new IllegalArgumentException(
        "sluice.query." + name + " \"" + value + "\" is not " + accepted);
  }

  /// Without the key.
  @Override
  public String toString() {
    return "QueryConfig[tablePrefix=%s, maxRange=%s, maxConcurrentRequests=%d, storeTimeout=%s]"
        .formatted(tablePrefix, maxRange, maxConcurrentRequests, storeTimeout);
  }
}
