package dev.sluice.ingest.publish;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// What the publisher says to entries that are offered.
public sealed interface Offer {

  /// They wait for their put.
  ///
  /// @param acknowledged completes when the stream has acknowledged every entry; fails with
  ///   [NotAcknowledgedException] when one may not be there, though it may
  record Taken(CompletableFuture<Void> acknowledged) implements Offer {}

  /// The buffer has no room for them.
  ///
  /// @param retryAfter when room is likely
  record Full(Duration retryAfter) implements Offer {}

  /// The stream does not answer.
  ///
  /// @param retryAfter when it is tried again
  record Away(Duration retryAfter) implements Offer {}
}
