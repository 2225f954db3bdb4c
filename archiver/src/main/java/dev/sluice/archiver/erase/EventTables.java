package dev.sluice.archiver.erase;

import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.model.EventKey;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// The claims and the items of events. Safe for use by many threads.
public interface EventTables {
  /// A share of all claims: those of one device in it.
  ///
  /// @param segment from 0
  /// @param looked told how many claims of all devices were looked at, page by page
  Stream<Claim> claims(String deviceId, int segment, int segments, LongConsumer looked);

  /// When the event at a key was received; empty when there is none.
  Optional<Instant> receivedTime(EventKey key);

  /// Deletes the event at a key if it was received until then.
  ///
  /// @return whether it was there
  boolean delete(EventKey key, Instant receivedUntil);

  /// Puts what an erasure leaves into the place of a claim, if it is still that claim.
  ///
  /// @return whether it was
  boolean replace(Claim claim, ErasedClaim by);
}
