package dev.sluice.ingest.publish.outbox;

import dev.sluice.ingest.publish.NotAcknowledgedException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What a sender is to be told.
///
/// @param takenAt when its entries were taken
/// @param failure null where all of them are on the stream
public record Settled(
    CompletableFuture<Void> acknowledged,
    long takenAt,
    @Nullable NotAcknowledgedException failure) {

  /// Tells it. Whatever the sender does then, it does on this thread.
  public void complete() {
    if (failure == null) {
      acknowledged.complete(null);
    } else {
      acknowledged.completeExceptionally(failure);
    }
  }
}
