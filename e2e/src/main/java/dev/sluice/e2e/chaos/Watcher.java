package dev.sluice.e2e.chaos;

import dev.sluice.e2e.Tally;
import dev.sluice.e2e.aws.Leases;
import dev.sluice.e2e.guarantee.Evidence;
import dev.sluice.e2e.worker.WorkerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Looks at the workers twice a second, as probes and scrapers do, and gathers evidence meanwhile.
public final class Watcher implements AutoCloseable {
  /// What a fleet is held to while nothing is wrong.
  public static final Duration LITTLE_LAG = Duration.ofSeconds(1);

  /// Liveness may be missed once by a process that gets no processor.
  private static final int DEAD_AFTER_MISSES = 4;

  private final Crew crew;
  private final Backlog backlog;
  private final Evidence evidence;
  private final Leases leases = new Leases();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, Integer> livenessMisses = new ConcurrentHashMap<>();
  private final Set<String> notLive = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();
  private volatile List<Leases.Held> lastLeases = List.of();
  private volatile Sight latest = new Sight(0, 0, 0, Optional.empty());

  /// How things are.
  ///
  /// @param active workers that serve and are not frozen
  /// @param ready of those
  /// @param shards that are to be worked on
  /// @param lag for how long the oldest send has waited for a checkpoint; empty while nobody can
  ///   tell
  public record Sight(int active, int ready, long shards, Optional<Duration> lag) {
    public boolean isCaughtUp() {
      return lag.filter(now -> now.compareTo(LITTLE_LAG) < 0).isPresent();
    }
  }

  Watcher(Crew crew, Backlog backlog, Evidence evidence) {
    this.crew = crew;
    this.backlog = backlog;
    this.evidence = evidence;
    threads.add(Thread.ofVirtual().name("watch").start(() -> repeat(500, this::look)));
    threads.add(Thread.ofVirtual().name("gather").start(() -> repeat(1000, evidence::gather)));
  }

  private void repeat(long periodMillis, Runnable action) {
    try {
      while (!closing.await(periodMillis, TimeUnit.MILLISECONDS)) {
        action.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    List<WorkerProcess> active = crew.active();
    int ready = 0;
    for (WorkerProcess worker : active) {
      tally(worker).ifPresent(counted -> evidence.counted(worker.name(), counted, false));
      ready += worker.ready() ? 1 : 0;
      probe(worker);
    }
    boolean known = readLeases();
    long shards = lastLeases.stream().filter(lease -> !Strikes.hasEnded(lease)).count();
    latest =
        new Sight(
            active.size(), ready, shards, known ? Optional.of(backlog.age()) : Optional.empty());
  }

  private boolean readLeases() {
    try {
      lastLeases = leases.read();
      backlog.checkpointed(lastLeases);
      return !lastLeases.isEmpty();
    } catch (RuntimeException away) {
      return false;
    }
  }

  private static Optional<Tally> tally(WorkerProcess worker) {
    try {
      return Optional.of(worker.tally());
    } catch (RuntimeException e) {
      return Optional.empty(); // it ends, or is frozen just now
    }
  }

  private void probe(WorkerProcess worker) {
    if (worker.live() || !crew.active().contains(worker)) {
      livenessMisses.remove(worker.name());
    } else if (livenessMisses.merge(worker.name(), 1, Integer::sum) >= DEAD_AFTER_MISSES) {
      notLive.add(worker.name());
    }
  }

  public Sight latest() {
    return latest;
  }

  /// The leases as last seen, which may be before their table went away.
  public List<Leases.Held> lastLeases() {
    return lastLeases;
  }

  /// Workers whose liveness was off for longer than a hiccup, though they were not frozen.
  public Set<String> notLive() {
    return Set.copyOf(notLive);
  }

  /// Waits until a look from now on finds that the workers have caught up.
  ///
  /// @return whether that came within the time
  public boolean awaitCaughtUp(Duration within) throws InterruptedException {
    Sight before = latest;
    return await(() -> latest != before && latest.isCaughtUp(), within).isPresent();
  }

  /// @return how long it took; empty if it did not come within the time
  public Optional<Duration> await(BooleanSupplier condition, Duration within)
      throws InterruptedException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < within.toNanos()) {
      if (condition.getAsBoolean()) {
        return Optional.of(Duration.ofNanos(System.nanoTime() - start));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    closing.countDown();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    leases.close();
  }
}
