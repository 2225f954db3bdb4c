package dev.sluice.consumer.alert;

import dev.sluice.alert.Alert;
import dev.sluice.alert.SilenceRule;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.RuleProgress;
import dev.sluice.dynamodb.Silence;
import dev.sluice.stream.HashKeys;
import dev.sluice.stream.Requests;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks for devices that fell silent, for one rule and one shard: those whose last minute has
/// passed since the last look, and whose keys the shard takes. How far it has looked is kept, so
/// that the next holder of the shard goes on from there.
///
/// To be asked only while everything put before the time of the look has been processed: what still
/// waits in the stream would else be taken for silence.
final class SilenceWatch {
  private final SilenceRule rule;
  private final TimedStores stores;
  private final Requests requests;
  private @Nullable RuleProgress progress;
  private boolean ours;
  private @Nullable Sweep sweep;

  SilenceWatch(SilenceRule rule, TimedStores stores, Requests requests) {
    this.rule = rule;
    this.stores = stores;
    this.requests = requests;
  }

  /// A range of minutes on its way through the buckets, a page at a time, so that no look is long.
  private record Sweep(Instant after, Instant to, int bucket, @Nullable String cursor) {
    Sweep next(TimedStores.Page page) {
      return page.next() == null
          ? new Sweep(after, to, bucket + 1, null)
          : new Sweep(after, to, bucket, page.next());
    }

    boolean isOver() {
      return bucket == DeviceSummary.buckets().size();
    }
  }

  /// How far it has looked is saved by the next look, when what this one raised has been told.
  ///
  /// @return alerts that were raised
  List<Alert> look(Instant asOf, HashKeys keys, ShardControl control)
      throws ShardReleased, InterruptedException {
    if (sweep != null && sweep.isOver()) {
      finish(Objects.requireNonNull(progress), sweep.to(), control);
    }
    Instant to = rule.lastSilentMinute(asOf);
    RuleProgress from = progress == null ? begin(to, control) : progress;
    Sweep now = sweep;
    if (now == null) {
      if (!to.isAfter(from.until())) {
        return List.of();
      }
      now = new Sweep(from.until(), to, 0, null);
    }
    TimedStores.Page page =
        stores.lastSeen(
            DeviceSummary.buckets().get(now.bucket()),
            now.after(),
            now.to(),
            now.cursor(),
            control);
    List<DeviceSummary> silent =
        page.devices().stream().filter(device -> keys.takes(device.deviceId())).toList();
    List<Alert> raised = new ArrayList<>();
    requests.inParallel(silent, 1, one -> raise(one, control)).forEach(raised::addAll);
    sweep = now.next(page);
    return raised;
  }

  /// A shard that has no progress of its own is new: it begins where the rule began, since nobody
  /// knows how far its parents had looked. A rule that is new begins now.
  private RuleProgress begin(Instant to, ShardControl control)
      throws ShardReleased, InterruptedException {
    String subject = RuleProgress.ofShard(TimedRules.name(control.shard()));
    RuleProgress own = stores.progress(subject, rule.name(), control);
    ours = own != null;
    while (own == null) {
      RuleProgress whole = stores.progress(RuleProgress.ALL, rule.name(), control);
      if (whole == null) {
        stores.advance(
            null, new RuleProgress(RuleProgress.ALL, rule.name(), to, null), null, control);
      } else {
        own = new RuleProgress(subject, rule.name(), whole.until(), null);
      }
    }
    progress = own;
    return own;
  }

  private void finish(RuleProgress before, Instant to, ShardControl control)
      throws ShardReleased, InterruptedException {
    RuleProgress after = new RuleProgress(before.subject(), before.rule(), to, null);
    boolean saved = stores.advance(ours ? before : null, after, null, control);
    // else another holder has looked, too, maybe further; it is asked how far
    progress = saved ? after : null;
    ours = saved;
    sweep = null;
  }

  /// One that was raised before, and not by a look that was saved, may not have been told.
  private List<List<Alert>> raise(List<DeviceSummary> one, ShardControl control)
      throws ShardReleased, InterruptedException {
    DeviceSummary device = one.getFirst();
    Alert alert = rule.raised(device.deviceId(), device.lastSeen());
    Silence silence = new Silence(device.deviceId(), rule.name(), device.lastSeen());
    return switch (stores.raise(silence, alert, control)) {
      case NOW -> List.of(List.of(alert));
      case BEFORE -> List.of(ours ? List.of(alert) : List.of());
      case NOT -> List.of(List.of());
    };
  }
}
