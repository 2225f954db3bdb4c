package dev.sluice.archiver.commit;

import dev.sluice.archiver.commit.SealRule.Reason;
import dev.sluice.archiver.spool.SealedEpoch;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an operator of the archive asks:
///
/// - `sluice.archive.changes` (`outcome` = `archived`, `repeated`, `erased`, `ignored`, `rejected`;
///   `reason`): what became of change records, counted when their epoch is committed
/// - `sluice.archive.epochs` (`reason`), `sluice.archive.files`, `sluice.archive.bytes`
/// - `sluice.archive.recoveries.lost`: announced epochs that could not be made again, because the
///   stream has forgotten their first record
/// - `sluice.archive.oldest.unarchived` (seconds): since the oldest removal that is not committed
///   yet
/// - `sluice.archive.overdue` (0 or 1): whether that is past the threshold
/// - `sluice.batch` (`stage`): times of a commit's steps
public final class ArchiveMeters {
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveMeters.class);

  private final MeterRegistry registry;
  private final Clock clock;
  private final Duration overdueAfter;
  private final Map<Object, Instant> oldest = new ConcurrentHashMap<>();
  private final AtomicBoolean told = new AtomicBoolean();

  public ArchiveMeters(MeterRegistry registry, Clock clock, Duration overdueAfter) {
    this.registry = registry;
    this.clock = clock;
    this.overdueAfter = overdueAfter;
    Gauge.builder("sluice.archive.oldest.unarchived", this, meters -> meters.age().toMillis() / 1e3)
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("sluice.archive.overdue", this, meters -> meters.isOverdue() ? 1 : 0)
        .register(registry);
  }

  /// The age of the oldest removal that is not committed; zero if there is none.
  public Duration age() {
    return oldest.values().stream()
        .min(Comparator.naturalOrder())
        .map(instant -> Duration.between(instant, clock.instant()))
        .filter(age -> !age.isNegative())
        .orElse(Duration.ZERO);
  }

  public boolean isOverdue() {
    return age().compareTo(overdueAfter) > 0;
  }

  /// @param session one per lease
  /// @param unarchived when the oldest removal that is not committed was made; empty for none
  void unarchived(Object session, Optional<Instant> unarchived) {
    unarchived.ifPresentOrElse(at -> oldest.put(session, at), () -> oldest.remove(session));
    boolean overdue = isOverdue();
    if (overdue && told.compareAndSet(false, true)) {
      LOG.warn(
          "the oldest removal that is not archived is {} old, more than {}; the stream forgets it"
              + " in the end. `archive fuse on` keeps items from expiring meanwhile",
          age().truncatedTo(ChronoUnit.SECONDS),
          overdueAfter);
    } else if (!overdue && told.compareAndSet(true, false)) {
      LOG.info("removals are archived in time again");
    }
  }

  void closed(Object session) {
    oldest.remove(session);
  }

  void committed(OpenEpoch epoch, SealedEpoch sealed, Reason reason) {
    long spooled = epoch.spool().status().rows();
    changes("archived", "none", sealed.rows());
    changes("repeated", "none", sealed.repeated());
    changes("erased", "none", spooled - sealed.rows() - sealed.repeated() + epoch.erasedChanges());
    epoch.ignored().forEach((kind, count) -> changes("ignored", kind.text(), count));
    epoch.refused().forEach(one -> changes("rejected", one.refused().reason().text(), 1));
    registry
        .counter("sluice.archive.epochs", "reason", reason.name().toLowerCase(Locale.ROOT))
        .increment();
    registry.counter("sluice.archive.files").increment(sealed.files().size());
    registry.counter("sluice.archive.bytes").increment(sealed.bytes());
  }

  private void changes(String outcome, String reason, long count) {
    registry
        .counter("sluice.archive.changes", "outcome", outcome, "reason", reason)
        .increment(count);
  }

  void lostRecovery() {
    registry.counter("sluice.archive.recoveries.lost").increment();
  }

  /// A step of a commit.
  interface Step<T> {
    T run() throws ShardReleased, InterruptedException;
  }

  <T> T timed(String stage, ShardControl control, Step<T> step)
      throws ShardReleased, InterruptedException {
    control.ensureHeld();
    control.enter(stage);
    Timer.Sample sample = Timer.start(registry);
    T result = step.run();
    sample.stop(Timer.builder("sluice.batch").tag("stage", stage).register(registry));
    return result;
  }
}
