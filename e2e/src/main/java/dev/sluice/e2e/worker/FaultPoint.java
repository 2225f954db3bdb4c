package dev.sluice.e2e.worker;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// A place on the way of a batch or an epoch where a worker can be made to crash or to wait.
///
/// A point around a step is met only when the step has something to do: no dead letter, no
/// [#AFTER_DEAD_LETTER]. The points in the middle of a step cut its work in two requests while an
/// order for them stands, and need at least two items.
public enum FaultPoint {
  /// The batch is decoded; nothing is written.
  BEFORE_CLAIM,
  /// The first half of the ids is claimed.
  HALF_CLAIMED,
  /// All ids are claimed, no event is stored.
  AFTER_CLAIM,
  /// The first half of the events is stored.
  HALF_STORED,
  /// All events are stored, no state is refreshed.
  AFTER_STORE,
  /// The first half of the states is refreshed.
  HALF_REFRESHED,
  /// All states are refreshed, no dead letter is written.
  AFTER_REFRESH,
  /// The dead letters of half of the records lie in the bucket.
  HALF_DEAD_LETTERED,
  /// All dead letters lie in the bucket.
  AFTER_DEAD_LETTER,
  /// Everything is where it belongs, nothing is counted.
  BEFORE_COUNT,
  /// The batch is in the counters of quality, and in no windows of event time.
  AFTER_COUNT,
  /// The batch is in the windows of event time; live readers have not been told.
  AFTER_WINDOWS,
  /// Live readers can read of the batch; not yet done.
  AFTER_PUBLISH,
  /// The batch is done; the runtime is about to note its checkpoint.
  BEFORE_CHECKPOINT,
  /// The checkpoint of a batch is noted: met as the next batch of the session begins.
  AFTER_CHECKPOINT,
  /// The archiver has announced an epoch, and uploaded nothing.
  AFTER_PREPARE,
  /// A file of an epoch is about to be uploaded.
  BEFORE_UPLOAD,
  /// A file of an epoch is uploaded.
  AFTER_UPLOAD,
  /// All files are uploaded, a manifest is about to be written.
  BEFORE_MANIFEST,
  /// A manifest is written.
  AFTER_MANIFEST,
  /// The archiver is about to commit an epoch.
  BEFORE_COMMIT,
  /// An epoch is committed.
  AFTER_COMMIT;

  /// Those that the consumer meets, in the order in which a batch meets them.
  public static final Set<FaultPoint> OF_CONSUMER =
      Collections.unmodifiableSet(EnumSet.range(BEFORE_CLAIM, AFTER_CHECKPOINT));

  /// Those that the archiver meets, in the order in which an epoch meets them.
  public static final Set<FaultPoint> OF_ARCHIVER =
      Collections.unmodifiableSet(EnumSet.range(AFTER_PREPARE, AFTER_COMMIT));

  /// As part of a worker's name: `after-claim`.
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
