package dev.sluice.http.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.security.Principal;
import java.time.Duration;

/// A bucket of tokens for each caller, and for each address that calls without being one.
///
/// A bucket that lay still until it was full again is forgotten, which nobody notices; so is the
/// one used least when there are too many, which lets that caller burst once more.
@Singleton
public final class RateLimits {
  private static final int MOST_BUCKETS = 100_000;

  private final RateLimitConfig config;
  private final Cache<String, Bucket> buckets;

  RateLimits(RateLimitConfig config) {
    this.config = config;
    Duration full = Duration.ofSeconds(1 + config.burst() / config.perSecond());
    this.buckets = Caffeine.newBuilder().maximumSize(MOST_BUCKETS).expireAfterAccess(full).build();
  }

  /// Counts a request of somebody known.
  ///
  /// @throws RateLimitedException when it is one too many
  public void take(Principal caller) {
    take(bucket("principal " + caller.getName()));
  }

  /// Counts a request without a valid credential.
  ///
  /// @throws RateLimitedException when it is one too many
  public void takeUnknown(HttpRequest<?> request) {
    take(unknown(request));
  }

  /// @throws RateLimitedException when so many credentials of this address failed that another is
  ///   not worth the look
  void requireTrust(HttpRequest<?> request) {
    Bucket bucket = unknown(request);
    if (bucket.getAvailableTokens() < 1) {
      take(bucket);
    }
  }

  private void take(Bucket bucket) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw new RateLimitedException(
          "more than "
              + config.perSecond()
              + " requests a second; ask again when Retry-After is over",
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private Bucket unknown(HttpRequest<?> request) {
    return bucket("address " + ClientAddress.of(request, config.trustedProxies()));
  }

  private Bucket bucket(String key) {
    return buckets.get(key, ignored -> newBucket());
  }

  private Bucket newBucket() {
    return Bucket.builder()
        .addLimit(limit ->
            limit.capacity(config.burst()).refillGreedy(config.perSecond(), Duration.ofSeconds(1)))
        .build();
  }
}
