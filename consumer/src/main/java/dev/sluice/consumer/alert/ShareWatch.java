package dev.sluice.consumer.alert;

import dev.sluice.alert.Alert;
import dev.sluice.alert.RejectedShareRule;
import dev.sluice.alert.RejectedShareRule.Standing;
import dev.sluice.dynamodb.RuleProgress;
import dev.sluice.model.Timestamps;
import dev.sluice.quality.QualityCounts;
import dev.sluice.stream.HashKeys;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges the share of rejected events, for one rule, in the shard whose keys the rule's name is
/// among: each minute once, when all shards have counted it, however long nobody judged.
final class ShareWatch {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LONGEST_GAP = Duration.ofDays(1);
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final RejectedShareRule rule;
  private final TimedStores stores;
  private @Nullable RuleProgress progress;
  private Instant notBefore = Instant.MIN;

  ShareWatch(RejectedShareRule rule, TimedStores stores) {
    this.rule = rule;
    this.stores = stores;
  }

  /// Judges one minute at most.
  List<Alert> look(Instant asOf, HashKeys keys, ShardControl control)
      throws ShardReleased, InterruptedException {
    if (asOf.isBefore(notBefore) || !keys.takes(rule.name())) {
      return List.of();
    }
    Instant closed = Timestamps.minute(asOf);
    RuleProgress before = progress == null ? begin(closed, control) : progress;
    Instant end = latest(before.until().plus(MINUTE), closed.minus(LONGEST_GAP));
    if (end.isAfter(closed)) {
      return List.of();
    }
    if (end.isAfter(stores.countedUntil(control))) {
      notBefore = asOf.plus(WAIT);
      return List.of();
    }
    QualityCounts counts = stores.counts(rule.eventType(), end.minus(rule.window()), end, control);
    RejectedShareRule.Ruling ruling =
        rule.judge(new Standing(before.until(), before.raisedKey()), end, counts);
    RuleProgress after =
        new RuleProgress(RuleProgress.ALL, rule.name(), end, ruling.after().raisedKey());
    boolean ours = stores.advance(before, after, ruling.alert(), control);
    // else another holder judges this rule, too; it is asked how far
    progress = ours ? after : null;
    return ours ? Optional.ofNullable(ruling.alert()).stream().toList() : List.of();
  }

  private RuleProgress begin(Instant closed, ShardControl control)
      throws ShardReleased, InterruptedException {
    while (true) {
      RuleProgress known = stores.progress(RuleProgress.ALL, rule.name(), control);
      if (known != null) {
        progress = known;
        return known;
      }
      stores.advance(
          null, new RuleProgress(RuleProgress.ALL, rule.name(), closed, null), null, control);
    }
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
