package dev.sluice.ingest.publish.kinesis;

import dev.sluice.ingest.publish.outbox.Answer;
import dev.sluice.ingest.publish.outbox.Call;
import java.time.Duration;

/// Hears how publishing goes. Called by several threads, outside of any lock.
interface PublisherListener {
  void answered(Call call, Answer answer, Duration took);

  /// @param waited from the offer on
  void settled(Duration waited, boolean isAcknowledged);

  /// The stream did not tell its shards, so all of it pauses when one of them has no room.
  void shardsUnknown(RuntimeException cause);
}
