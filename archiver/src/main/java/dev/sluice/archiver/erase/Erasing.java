package dev.sluice.archiver.erase;

import dev.sluice.dynamodb.Erasure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Erases a device, in this order:
///
/// 1. The erasure is written down with its instant. From here on the archiver leaves the device's
///    rows out, and whoever counts knows of it.
/// 2. It waits until the consumer has checkpointed everything that arrived until then: what comes
///    later of the device is new, and nothing from before is still to come.
/// 3. The steps, each through one kind of place.
/// 4. The erasure is written down as completed, with what went.
///
/// Cut short at any point, it is to be run again: it goes on with the same instant and removes what
/// is left.
public final class Erasing {
  /// How long an instant may be taken up again: a stream keeps its records for no less.
  private static final Duration RESUMED_WITHIN = Duration.ofHours(20);

  private static final Duration POLL = Duration.ofSeconds(2);

  private final ErasureRecords records;
  private final ConsumerReach consumer;
  private final List<Step> steps;
  private final Clock clock;
  private final Pause pause;
  private final ErasureProgress progress;

  public Erasing(
      ErasureRecords records,
      ConsumerReach consumer,
      List<Step> steps,
      Clock clock,
      Pause pause,
      ErasureProgress progress) {
    this.records = records;
    this.consumer = consumer;
    this.steps = List.copyOf(steps);
    this.clock = clock;
    this.pause = pause;
    this.progress = progress;
  }

  /// How to wait.
  public interface Pause {
    void of(Duration duration) throws InterruptedException;
  }

  /// How long to wait for the consumer.
  ///
  /// @param longest give up after it
  /// @param settling how far clocks and arrival times may be off
  public record Patience(Duration longest, Duration settling) {}

  /// How it ended.
  public sealed interface Outcome {
    /// All of it went.
    record Erased(Erasure erasure) implements Outcome {}

    /// Nothing but the erasure's record was written.
    record ConsumerBehind(Erasure erasure, List<String> shards) implements Outcome {}

    /// Some of it could not be judged or removed; run again when what is told is mended.
    record Incomplete(Erasure erasure, List<String> reasons) implements Outcome {}
  }

  /// Counts what would go, and changes nothing.
  public Removed dryRun(String deviceId) throws IOException, InterruptedException {
    Erasure erasure = Erasure.begun(deviceId, clock.instant());
    Reach reach = consumer.reach(erasure.erasedAt(), erasure.erasedAt());
    Removed removed = new Removed();
    run(erasure, reach, true, removed);
    return removed;
  }

  public Outcome erase(String deviceId, Patience patience)
      throws IOException, InterruptedException {
    Erasure erasure = begun(deviceId);
    Reach reach = await(erasure, patience);
    if (!reach.isPassed()) {
      return new Outcome.ConsumerBehind(erasure, reach.behind());
    }
    Removed removed = new Removed();
    List<String> left = run(erasure, reach, false, removed);
    Erasure done = erasure.with(removed.plus(erasure.removed()));
    done = left.isEmpty() ? done.completed(clock.instant()) : done;
    records.put(done);
    return left.isEmpty() ? new Outcome.Erased(done) : new Outcome.Incomplete(done, left);
  }

  /// One that was cut short goes on; another is new.
  private Erasure begun(String deviceId) {
    Instant now = clock.instant();
    Optional<Erasure> open =
        records
            .find(deviceId)
            .filter(erasure -> erasure.completedAt() == null)
            .filter(erasure -> erasure.erasedAt().isAfter(now.minus(RESUMED_WITHIN)));
    if (open.isPresent()) {
      return open.get();
    }
    Erasure erasure = Erasure.begun(deviceId, now);
    records.put(erasure);
    return erasure;
  }

  private Reach await(Erasure erasure, Patience patience) throws InterruptedException {
    progress.step("the consumer's checkpoints");
    Instant settled = erasure.erasedAt().plus(patience.settling());
    Instant end = clock.instant().plus(patience.longest());
    while (true) {
      Reach reach = consumer.reach(erasure.erasedAt(), settled);
      if (reach.isPassed() || !clock.instant().isBefore(end)) {
        return reach;
      }
      progress.at(
          "waiting for %d of %d shards: %s"
              .formatted(reach.behind().size(), reach.shards().size(), reach.behind().getFirst()));
      pause.of(POLL);
    }
  }

  /// @return what has to be told of what is left
  private List<String> run(Erasure erasure, Reach reach, boolean dryRun, Removed removed)
      throws IOException, InterruptedException {
    List<String> left = new ArrayList<>();
    for (Step step : steps) {
      progress.step(step.name());
      left.addAll(step.run(new Step.Work(erasure, reach, dryRun, removed, progress)));
      if (!dryRun) {
        records.put(erasure.with(removed.plus(erasure.removed())));
      }
    }
    return left;
  }
}
