package dev.sluice.ingest.udp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/// A bucket of tokens for each sender: an IPv4 address, or the /64 of an IPv6 address, all of which
/// one host may use. A bucket that lay still until it was full is forgotten; so is the one used
/// least when there are too many, and that sender may burst once more.
///
/// The address of a datagram can be forged: this bounds a device that runs wild, and the queue
/// bounds everything.
final class SenderRates {
  private final int perSecond;
  private final int burst;
  private final Cache<Object, Bucket> buckets;

  /// @param perSecond events of one sender
  /// @param burst events at once
  SenderRates(int perSecond, int burst, int mostSenders) {
    this.perSecond = perSecond;
    this.burst = burst;
    Duration full = Duration.ofSeconds(1 + burst / perSecond);
    this.buckets = Caffeine.newBuilder().maximumSize(mostSenders).expireAfterAccess(full).build();
  }

  boolean admits(InetAddress sender, int events) {
    return buckets.get(key(sender), ignored -> bucket()).tryConsume(events);
  }

  private static Object key(InetAddress sender) {
    return sender instanceof Inet6Address six
        ? ByteBuffer.wrap(six.getAddress()).getLong()
        : sender;
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }
}
