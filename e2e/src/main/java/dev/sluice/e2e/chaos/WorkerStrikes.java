package dev.sluice.e2e.chaos;

import dev.sluice.e2e.aws.Leases;
import dev.sluice.e2e.worker.WorkerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Ends, stops and wakes workers, and tells how long their shards lay still.
final class WorkerStrikes {
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(60);
  private static final Duration CRASHED_WITHIN = Duration.ofSeconds(12);

  private final ProvingGround ground;
  private final Crew crew;

  WorkerStrikes(ProvingGround ground) {
    this.ground = ground;
    this.crew = ground.crew();
  }

  String kill(int draw) throws InterruptedException {
    return gone(crew.any(draw), WorkerProcess::kill);
  }

  String killLeader() throws InterruptedException {
    return gone(leader(), WorkerProcess::kill);
  }

  private WorkerProcess leader() throws InterruptedException {
    for (int looks = 0; looks < 50; looks++) {
      Optional<WorkerProcess> leader = ground.leader().flatMap(crew::called);
      if (leader.isPresent()) {
        return leader.get();
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return crew.any(0); // nobody leads: one of those who might
  }

  String terminate(int draw) throws InterruptedException {
    return gone(crew.any(draw), WorkerStrikes::stop);
  }

  private static void stop(WorkerProcess worker) {
    try {
      worker.terminate(STOPPED_WITHIN);
    } catch (IllegalStateException stillThere) {
      worker.kill(); // as Kubernetes does after the grace period
    }
  }

  String restartAll() throws InterruptedException {
    long start = System.nanoTime();
    for (WorkerProcess worker : crew.workers()) {
      stop(worker);
      crew.awaitReady(Strikes.PATIENCE);
    }
    return "all replaced in " + Strikes.since(start);
  }

  private interface End {
    void bring(WorkerProcess worker);
  }

  private String gone(WorkerProcess worker, End end) throws InterruptedException {
    Set<String> shards = shardsOf(worker);
    long start = System.nanoTime();
    end.bring(worker);
    return worker.name() + ": " + moved(shards, worker, start);
  }

  String crash(Incident.WorkerCrashed crash) throws InterruptedException {
    WorkerProcess worker = crew.any(crash.draw());
    Set<String> shards = shardsOf(worker);
    worker.crashAt(crash.point(), crash.times());
    return ground.watcher().await(() -> !worker.isAlive(), CRASHED_WITHIN).isPresent()
        ? worker.name() + ": " + moved(shards, worker, System.nanoTime())
        : worker.name() + ": has not met " + crash.point() + " yet";
  }

  String freeze(int draw, Strikes.Lasting length) throws InterruptedException {
    WorkerProcess worker = crew.any(draw);
    Set<String> shards = shardsOf(worker);
    long start = System.nanoTime();
    crew.freeze(worker);
    try {
      String moved = moved(shards, worker, start);
      length.last();
      return "%s: %s, woke after %s".formatted(worker.name(), moved, Strikes.since(start));
    } finally {
      crew.thaw(worker);
    }
  }

  /// As the table says; as it last said while it is away.
  private Set<String> shardsOf(WorkerProcess worker) {
    List<Leases.Held> now = ground.leases();
    return (now.isEmpty() ? ground.watcher().lastLeases() : now)
        .stream()
            .filter(lease -> lease.owner().equals(worker.workerId()) && !Strikes.hasEnded(lease))
            .map(Leases.Held::shardId)
            .collect(Collectors.toSet());
  }

  private String moved(Set<String> shards, WorkerProcess from, long start)
      throws InterruptedException {
    if (shards.isEmpty()) {
      return "held no shard";
    }
    boolean moved =
        ground.watcher().await(() -> haveMoved(shards, from), Strikes.PATIENCE).isPresent();
    return "%d shards %s %s"
        .formatted(shards.size(), moved ? "moved in" : "have not moved in", Strikes.since(start));
  }

  private boolean haveMoved(Set<String> shards, WorkerProcess from) {
    Set<String> moved =
        ground.leases().stream()
            .filter(lease ->
                Strikes.hasEnded(lease)
                    || !(lease.owner().isEmpty() || lease.owner().equals(from.workerId())))
            .map(Leases.Held::shardId)
            .collect(Collectors.toSet());
    return moved.containsAll(shards);
  }
}
