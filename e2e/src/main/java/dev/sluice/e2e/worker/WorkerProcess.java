package dev.sluice.e2e.worker;

import dev.sluice.e2e.Tally;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A worker process, from outside: can be killed, frozen, held and made to crash. It never outlives
/// this JVM.
///
/// Orders to a process that has ended do nothing; what cannot be had from it is an
/// [IllegalStateException] with the end of its log.
public final class WorkerProcess implements AutoCloseable {
  private static final int LOG_TAIL = 30;
  private static final Duration START = Duration.ofSeconds(60);

  private final WorkerLaunch launch;
  private final Process process;
  private final BufferedWriter orders;
  private final Reports reports;
  private final AtomicLong given = new AtomicLong();

  private WorkerProcess(WorkerLaunch launch, Process process) {
    this.launch = launch;
    this.process = process;
    this.orders = process.outputWriter();
    this.reports = Reports.of(process);
  }

  /// Starts the process and its consumer; [#awaitReady] waits for it.
  public static WorkerProcess start(WorkerLaunch launch) {
    WorkerProcess worker = prepare(launch);
    worker.begin();
    return worker;
  }

  /// Starts the process but not its consumer: what is ordered before [#begin] is in force for the
  /// first batch.
  public static WorkerProcess prepare(WorkerLaunch launch) {
    return new WorkerProcess(launch, Processes.start(launch));
  }

  public void begin() {
    order(new Order.Start());
  }

  private synchronized void order(Order order) {
    try {
      orders.write(order.line());
      orders.newLine();
      orders.flush();
      given.incrementAndGet();
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException(name() + " does not take the order " + order.line(), e);
      }
    }
  }

  /// The process halts when the point is met for the given time from now on, 1 being the next.
  public void crashAt(FaultPoint point, int times) {
    order(new Order.Crash(point, times));
  }

  /// Every shard that meets the point waits there until [#release]. Its lease goes on being
  /// renewed.
  public void holdAt(FaultPoint point) {
    order(new Order.Hold(point));
  }

  /// All that wait go on; no point holds any more.
  public void release() {
    reports.forgetHeld();
    order(new Order.Release());
  }

  /// SIGKILL.
  public void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /// SIGSTOP: does nothing any more, its leases run out.
  public void freeze() {
    signal("STOP");
  }

  /// SIGCONT: goes on as if nothing had happened.
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    Processes.signal(process, name);
  }

  /// SIGTERM: drains and gives its leases back.
  ///
  /// @return its exit code
  public int terminate(Duration within) {
    process.toHandle().destroy(); // that of the process would close its standard input as well
    return awaitExit(within);
  }

  /// @return its exit code; 137 after a kill or a crash
  public int awaitExit(Duration within) {
    try {
      return process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS).exitValue();
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw failure("has not ended within " + within, e);
    }
  }

  /// Waits until the worker runs and nothing that it needs is down.
  public void awaitReady(Duration within) {
    await(() -> reports.serving().isPresent() && ready(), within, "is not ready");
  }

  /// Waits until a shard waits at the point.
  public void awaitHeld(FaultPoint point, Duration within) {
    await(() -> reports.isHeld(point), within, "holds nothing at " + point);
  }

  /// Waits until every order given so far is in force: the process reads them when it gets to it.
  public void awaitObeyed(Duration within) {
    await(() -> reports.obeyed() >= given.get(), within, "does not obey");
  }

  private void await(BooleanSupplier condition, Duration within, String complaint) {
    long end = System.nanoTime() + within.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw failure(complaint + " within " + within, null);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failure(complaint, e);
      }
    }
  }

  private IllegalStateException failure(String complaint, @Nullable Exception cause) {
    String state = process.isAlive() ? "runs" : "has ended with " + process.exitValue();
    return new IllegalStateException(
        "worker %s %s; it %s; %s ends with%n%s"
            .formatted(
                name(), complaint, state, launch.log(), String.join("\n", logTail(LOG_TAIL))),
        cause);
  }

  public List<String> logTail(int lines) {
    try {
      List<String> all = Files.readAllLines(launch.log());
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public WorkerLaunch launch() {
    return launch;
  }

  public String name() {
    return launch.name();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Whether its management server has come up.
  public boolean isServing() {
    return reports.serving().isPresent();
  }

  /// Empty while it runs.
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /// The name under which it owns leases. Waits for it to serve.
  public String workerId() {
    return serving().worker();
  }

  public boolean live() {
    return management().up("liveness");
  }

  public boolean ready() {
    return management().up("readiness");
  }

  public Tally tally() {
    return management().tally();
  }

  /// @param name as Prometheus has it
  /// @return the largest value over its tags; nil if there is none
  public double metric(String name) {
    return management().metric(name);
  }

  private Management management() {
    return new Management(serving().port());
  }

  private Report.Serving serving() {
    await(() -> reports.serving().isPresent(), START, "does not serve");
    return reports.serving().orElseThrow();
  }

  /// Where it crashed by order; empty when it did not.
  public Optional<FaultPoint> crashedAt() {
    return reports.crashedAt();
  }

  /// Kills it, if it still runs.
  @Override
  public void close() {
    kill();
  }
}
