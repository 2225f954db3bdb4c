package dev.sluice.e2e.bench.ingest;

import dev.sluice.e2e.bench.ingest.IngestReport.Aggregation;
import dev.sluice.e2e.bench.ingest.IngestReport.Batches;
import dev.sluice.e2e.bench.ingest.IngestReport.Queue;
import dev.sluice.e2e.bench.ingest.IngestReport.Singles;
import dev.sluice.e2e.bench.ingest.sqs.FilledQueue;
import dev.sluice.e2e.bench.server.HttpLoad;
import dev.sluice.e2e.bench.server.Spread;
import dev.sluice.e2e.bench.server.WarmUp;
import dev.sluice.local.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures ingest, in a process of its own, beside the local stack and the load in this one.
final class IngestBench {
  private static final int BATCH = 100;
  private static final int SHORTER = 4;

  private final LocalStack stack;
  private final PrintWriter out;
  private final Plan plan;
  private final Peak heap = new Peak();

  /// How long and how often.
  ///
  /// @param connections that post batches
  /// @param singles connections that post single events
  /// @param messages that wait in the queue
  record Plan(
      int rounds, Duration round, Duration warmUp, int connections, int singles, int messages) {}

  IngestBench(LocalStack stack, PrintWriter out, Plan plan) {
    this.stack = stack;
    this.out = out;
    this.plan = plan;
  }

  IngestReport measure() throws IOException, InterruptedException {
    Batches batches;
    Singles singles;
    try (IngestProcess ingest = http(plan.connections(), Map.of())) {
      batches = batches(ingest);
      singles = singles(new IngestProcess(ingest.server(), plan.singles()));
    }
    return new IngestReport(batches, singles, aggregation(), queue(), heap.most());
  }

  private IngestProcess http(int connections, Map<String, String> settings)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("sluice.ingest.sqs.enabled", "false");
    return IngestProcess.start(connections, all, stack.environment());
  }

  private Batches batches(IngestProcess ingest) throws IOException, InterruptedException {
    say(
        "batches of %d, warming up, %s at a time, until it gets no faster ...",
        BATCH, plan.warmUp());
    HttpLoad load = ingest.load(SamplePosts.ofGateways(BATCH));
    WarmUp.run(() -> load.flatOut(plan.warmUp()).perSecond());
    List<Double> perCore = new ArrayList<>();
    List<Double> perSecond = new ArrayList<>();
    for (int i = 1; i <= plan.rounds(); i++) {
      Duration before = ingest.cpu();
      HttpLoad.Result result = load.flatOut(plan.round());
      double events = (double) result.requests() * BATCH;
      perCore.add(events * 1e9 / ingest.cpu().minus(before).toNanos());
      perSecond.add(result.perSecond() * BATCH);
      heap.see(ingest.heapBytes());
      say(
          "  round %d of %d: %,.0f events/s of a core, %,.0f/s by the clock",
          i, plan.rounds(), perCore.getLast(), perSecond.getLast());
    }
    double half = Spread.of(perSecond).median() / 2;
    HttpLoad.Result paced = load.paced(half / BATCH, plan.round().multipliedBy(2));
    return new Batches(
        Spread.of(perCore), Spread.of(perSecond), millis(paced, 50), millis(paced, 99), half);
  }

  private Singles singles(IngestProcess ingest) throws IOException, InterruptedException {
    say("single posts over %d connections ...", plan.singles());
    HttpLoad load = ingest.load(SamplePosts.single());
    WarmUp.run(() -> load.flatOut(plan.warmUp()).perSecond());
    List<Double> perSecond = new ArrayList<>();
    List<Double> perCore = new ArrayList<>();
    for (int i = 1; i <= plan.rounds(); i++) {
      Duration before = ingest.cpu();
      HttpLoad.Result result = load.flatOut(plan.round());
      perSecond.add(result.perSecond());
      perCore.add(result.requests() * 1e9 / ingest.cpu().minus(before).toNanos());
      heap.see(ingest.heapBytes());
      say("  round %d of %d: %,.0f posts/s", i, plan.rounds(), perSecond.getLast());
    }
    double half = Spread.of(perSecond).median() / 2;
    HttpLoad.Result paced = load.paced(half, plan.round().multipliedBy(2));
    return new Singles(Spread.of(perSecond), Spread.of(perCore), millis(paced, 99), half);
  }

  private static double millis(HttpLoad.Result result, double percentile) {
    return result.micros().getValueAtPercentile(percentile) / 1_000.0;
  }

  /// Batches of one device each, first without aggregates, then with them.
  private Aggregation aggregation() throws IOException, InterruptedException {
    say("batches of one device each, without aggregates and with them ...");
    OneDevice plain = oneDevice("false");
    OneDevice packed = oneDevice("true");
    return new Aggregation(plain.units(), packed.units(), plain.p50(), packed.p50());
  }

  /// @param units of each event
  private record OneDevice(double units, double p50) {}

  private OneDevice oneDevice(String isAggregated) throws IOException, InterruptedException {
    Map<String, String> settings = Map.of("sluice.ingest.publisher.aggregate", isAggregated);
    try (IngestProcess ingest = http(plan.connections(), settings)) {
      HttpLoad load = ingest.load(SamplePosts.ofDevices(BATCH));
      load.flatOut(plan.warmUp().dividedBy(SHORTER));
      double before = ingest.units();
      HttpLoad.Result result = load.flatOut(plan.round());
      return new OneDevice(
          (ingest.units() - before) / ((double) result.requests() * BATCH), millis(result, 50));
    }
  }

  /// Emptied by a poller that does nothing else, then by ingest.
  private Queue queue() throws IOException, InterruptedException {
    say("%,d submissions in a queue, for a bare poller and for ingest ...", plan.messages());
    try (FilledQueue queue = new FilledQueue()) {
      queue.fill(plan.messages());
      queue.emptyByPolling();
      queue.fill(plan.messages());
      double bare = queue.emptyByPolling();
      say("  bare poller: %,.0f messages/s", bare);
      queue.fill(2 * plan.messages());
      try (IngestProcess ingest = IngestProcess.start(1, Map.of(), stack.environment())) {
        double ours = queue.awaitEmptied(plan.messages());
        heap.see(ingest.heapBytes());
        say("  ingest: %,.0f messages/s", ours);
        return new Queue(ours, bare);
      }
    }
  }

  private void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }

  /// The most of what was seen.
  private static final class Peak {
    private long most;

    void see(long bytes) {
      most = Math.max(most, bytes);
    }

    long most() {
      return most;
    }
  }
}
