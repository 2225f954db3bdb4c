package dev.sluice.stream.kcl;

import dev.sluice.stream.Backoff;
import dev.sluice.stream.CommittingProcessorFactory;
import dev.sluice.stream.ShardBoard;
import dev.sluice.stream.WorkerSettings;
import dev.sluice.stream.aws.StreamClients;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.leases.exceptions.LeasingException;

/// One worker of an application: takes its share of the shards of a stream and has each processed,
/// from [#start()] to [#stop()]. A process may have any number of workers.
///
/// A worker goes on for ever: when the stream or the lease table cannot be reached it tries again,
/// with readiness off.
public final class StreamWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamWorker.class);

  /// What a batch that was told to give up may take to do so, and the library to note it.
  private static final Duration GIVE_UP = Duration.ofSeconds(5);

  private final WorkerSettings settings;
  private final StreamClients clients;
  private final CommittingProcessorFactory factory;
  private final ShardBoard board;
  private final RandomGenerator random;
  private final String identifier;
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable WorkerRun run;

  /// @param name begins the identifier in the lease table, which is a fresh one at each start, so
  ///   that a worker never takes itself for its own past
  /// @param random thread-safe
  public StreamWorker(
      String name,
      WorkerSettings settings,
      StreamClients clients,
      CommittingProcessorFactory factory,
      ShardBoard board,
      RandomGenerator random) {
    this.settings = settings;
    this.clients = clients;
    this.factory = factory;
    this.board = board;
    this.random = random;
    this.identifier = name + "-" + HexFormat.of().toHexDigits(random.nextLong());
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
  }

  /// Returns at once; readiness says when the worker runs.
  ///
  /// @throws IllegalThreadStateException when it was started before
  public void start() {
    board.workerRunning(identifier, false);
    thread.start();
  }

  /// The name under which the worker owns leases.
  public String identifier() {
    return identifier;
  }

  private void work() {
    WorkerRun next = null;
    for (int failures = 1; stopping.getCount() > 0; failures++) {
      try {
        if (next == null) {
          next = WorkerRun.open(identifier, settings, clients, factory, board, random);
        }
        next.prepare();
        WorkerRun prepared = next;
        run = prepared;
        // A scheduler runs once, whatever its end; one that could not be prepared yet is kept.
        next = null;
        if (stopping.getCount() > 0) {
          prepared.run();
        }
      } catch (InterruptedException e) {
        return;
      } catch (ExecutionException | TimeoutException | LeasingException | RuntimeException e) {
        LOG.warn("worker {} cannot run, {} times now", identifier, failures, e);
      }
      board.workerRunning(identifier, false);
      rest(failures);
    }
  }

  private void rest(int failures) {
    try {
      if (!stopping.await(
          Backoff.SHORT.after(failures, random).toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("worker {} starts over", identifier);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets batches in work come to their end for as long as the settings allow, gives up what is
  /// unfinished then, and hands the leases to the workers that stay. Returns when no processor
  /// works any more; only then may the clients that processors use be closed. May be called again,
  /// and does nothing then.
  ///
  /// @return whether all work was finished in time
  public boolean stop() throws InterruptedException {
    if (stopping.getCount() == 0 || thread.getState() == Thread.State.NEW) {
      stopping.countDown();
      return true;
    }
    stopping.countDown();
    WorkerRun last = run;
    boolean drained = last == null || drain(last);
    thread.interrupt();
    thread.join(GIVE_UP);
    if (last != null) {
      last.handOverAll();
    }
    board.workerStopped(identifier);
    LOG.info("worker {} stopped{}", identifier, drained ? "" : ", with work unfinished");
    return drained;
  }

  private boolean drain(WorkerRun last) throws InterruptedException {
    Future<Boolean> end = last.beginStop();
    if (isOver(end, settings.timings().drain())) {
      return true;
    }
    last.giveUp();
    if (!isOver(end, GIVE_UP)) {
      last.abort();
    }
    return false;
  }

  private boolean isOver(Future<Boolean> end, Duration within) throws InterruptedException {
    try {
      end.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      LOG.warn("worker {} did not stop in good order", identifier, e.getCause());
      return true;
    }
  }

  /// [#stop()]; an interrupt ends the wait.
  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
