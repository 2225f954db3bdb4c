package dev.sluice.e2e.chaos;

import dev.sluice.e2e.worker.WorkerLaunch;
import dev.sluice.e2e.worker.WorkerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps a number of workers running, as Kubernetes would: one that has ended is replaced, a second
/// later, by a new process with a new name. One that is frozen is left alone. Thread-safe.
public final class Crew implements AutoCloseable {
  private static final Duration REPLACED_AFTER = Duration.ofSeconds(1);
  private static final long LOOK_MILLIS = 100;

  private final WorkerLaunch launch;
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final Set<WorkerProcess> frozen = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread supervisor;

  /// A place in the crew, whoever fills it.
  private final class Post {
    private final int number;
    private int generation = 1;
    private WorkerProcess worker;
    private long endedAt;

    private Post(int number) {
      this.number = number;
      this.worker = start();
    }

    private WorkerProcess start() {
      return WorkerProcess.start(launch.named("worker-" + number + "-" + generation));
    }

    private synchronized WorkerProcess worker() {
      return worker;
    }

    private synchronized void fill() {
      if (worker.isAlive()) {
        endedAt = 0;
      } else if (endedAt == 0) {
        endedAt = System.nanoTime();
      } else if (System.nanoTime() - endedAt > REPLACED_AFTER.toNanos()) {
        generation++;
        endedAt = 0;
        worker = start();
      }
    }
  }

  /// @param launch of each worker, but for its name
  public Crew(WorkerLaunch launch, int size) {
    this.launch = launch;
    for (int number = 1; number <= size; number++) {
      posts.add(new Post(number));
    }
    this.supervisor = Thread.ofVirtual().name("crew").start(this::supervise);
  }

  private void supervise() {
    try {
      while (!closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        posts.forEach(Post::fill);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The processes that fill the posts now, alive or not.
  public List<WorkerProcess> workers() {
    return posts.stream().map(Post::worker).toList();
  }

  /// Those that serve and are not frozen.
  public List<WorkerProcess> active() {
    return workers().stream()
        .filter(worker -> worker.isAlive() && worker.isServing() && !frozen.contains(worker))
        .toList();
  }

  /// One of those; waits until there is one.
  public WorkerProcess any(int draw) throws InterruptedException {
    List<WorkerProcess> active = active();
    while (active.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      active = active();
    }
    return active.get(Math.floorMod(draw, active.size()));
  }

  /// The active one that owns leases under this name.
  public Optional<WorkerProcess> called(String workerId) {
    return active().stream().filter(worker -> worker.workerId().equals(workerId)).findFirst();
  }

  public void freeze(WorkerProcess worker) {
    frozen.add(worker);
    worker.freeze();
  }

  public void thaw(WorkerProcess worker) {
    worker.thaw();
    frozen.remove(worker);
  }

  public void thawAll() {
    new ArrayList<>(frozen).forEach(this::thaw);
  }

  /// Waits until every post is filled by a worker that is ready.
  ///
  /// @return whether that came within the time
  public boolean awaitReady(Duration within) throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (System.nanoTime() < end) {
      List<WorkerProcess> active = active();
      if (active.size() == posts.size() && active.stream().allMatch(WorkerProcess::ready)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return false;
  }

  /// Kills them all.
  @Override
  public void close() {
    closing.countDown();
    try {
      supervisor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers().forEach(WorkerProcess::close);
  }
}
