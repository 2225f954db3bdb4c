package dev.sluice.query;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// How long the latest state of a device may be answered again without asking the store, under
/// `sluice.query.cache`. A wrong value stops the start.
///
/// @param maxAge the oldest answer, in whole seconds; it is said in `Cache-Control`. `PT0S` asks
///   the store each time
/// @param maxBytes of heap that answers may take; those asked for least are dropped first
@Context
@ConfigurationProperties("sluice.query.cache")
public record CacheConfig(
    @Bindable(defaultValue = "PT1S") Duration maxAge,
    @Bindable(defaultValue = "33554432") long maxBytes) {
  private static final Duration OLDEST = Duration.ofSeconds(60);
  private static final long LEAST_BYTES = 1 << 20;
  private static final long MOST_BYTES = 1L << 30;

  public CacheConfig {
    if (maxAge.isNegative() || maxAge.compareTo(OLDEST) > 0 || maxAge.toMillisPart() != 0) {
      throw new IllegalArgumentException(
          "sluice.query.cache.max-age \"%s\" is not whole seconds from PT0S to %s"
              .formatted(maxAge, OLDEST));
    }
    if (maxBytes < LEAST_BYTES || maxBytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "sluice.query.cache.max-bytes \"%d\" is not in %d..%d"
              .formatted(maxBytes, LEAST_BYTES, MOST_BYTES));
    }
  }
}
