package dev.sluice.e2e.guarantee;

import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;

/// One thing that a worker did, noted as soon as it had come back from the service that did it and
/// before anything that follows from it: what is noted was done; what was done in the last moment
/// before a crash may be missing.
///
/// A session is one worker's time with one shard, from the first batch under a lease to its end;
/// its name is unique over all workers of a run. Entries of a session are in the order in which
/// they happened. Positions are the text of [dev.sluice.model.Position].
public sealed interface TraceEntry {
  Instant at();

  String session();

  /// A processor was opened for a shard.
  record Opened(Instant at, String session, String worker, String shardId) implements TraceEntry {}

  /// A batch came from the stream. It may come again in the same session.
  ///
  /// @param first sequence number of its first record
  /// @param last sequence number of its last
  record BatchBegun(Instant at, String session, BigInteger first, BigInteger last, int records)
      implements TraceEntry {}

  /// The claim of an event's id was answered.
  ///
  /// @param position of the event that wanted the id
  /// @param holder position of the event that has it now: its own, or an earlier one's
  /// @param sameContent whether both have the same fingerprint
  record Claimed(
      Instant at, String session, UUID eventId, String position, String holder, boolean sameContent)
      implements TraceEntry {}

  /// The event lies in its table. The order of these is the order in which the state refresh sees
  /// the events of a batch.
  record Stored(
      Instant at,
      String session,
      UUID eventId,
      String position,
      String deviceId,
      String eventType,
      String eventKey)
      implements TraceEntry {}

  /// The state of a device was offered this event.
  record Refreshed(Instant at, String session, String deviceId, String eventType, String eventKey)
      implements TraceEntry {}

  /// The dead letter lies in its bucket.
  record DeadLettered(Instant at, String session, String position, String reason)
      implements TraceEntry {}

  /// Everything up to here was reported done to the runtime, which may now checkpoint it.
  ///
  /// @param last sequence number of the last record of the batch
  record BatchDone(Instant at, String session, BigInteger last) implements TraceEntry {}

  /// The shard was let go in good order.
  record Closed(Instant at, String session) implements TraceEntry {}
}
