package dev.sluice.e2e.guarantee;

import java.util.List;

/// Something that Sluice promises of every run, whatever happens to it. Each is a type of its own,
/// whose text shows histories that keep it and histories that break it.
///
/// Judges look at finished histories: everything sent has been consumed. They are pure.
public sealed interface Promise
    permits EveryEventAccounted,
        NoDuplicateItem,
        DeviceStateIsNewest,
        DeviceOrderKept,
        NoSilentCollision,
        CheckpointNeverAhead,
        MetricIdentity,
        EveryExpiredEventArchivedOnce,
        ErasedStaysErased {

  /// All of them, in the order in which a reader wants to know.
  static List<Promise> all() {
    return List.of(
        new EveryEventAccounted(),
        new NoDuplicateItem(),
        new DeviceStateIsNewest(),
        new DeviceOrderKept(),
        new NoSilentCollision(),
        new CheckpointNeverAhead(),
        new MetricIdentity(),
        new EveryExpiredEventArchivedOnce(),
        new ErasedStaysErased());
  }

  /// Such as `EVERY_EVENT_ACCOUNTED`; never changes.
  String name();

  /// Whether a run of this kind can prove or break it at all.
  default boolean concerns(History history) {
    return true;
  }

  Judgement judge(History history);

  default List<Breach> breaches(History history) {
    return judge(history).breaches();
  }
}
