package dev.sluice.e2e.bench.query;

import dev.sluice.e2e.bench.query.QueryReport.Latest;
import dev.sluice.e2e.bench.query.QueryReport.Uncached;
import dev.sluice.e2e.bench.query.dynamodb.BareClient;
import dev.sluice.e2e.bench.query.dynamodb.SampleDevices;
import dev.sluice.e2e.bench.server.HttpConnection;
import dev.sluice.e2e.bench.server.HttpLoad;
import dev.sluice.e2e.bench.server.ServerProcess;
import dev.sluice.e2e.bench.server.Spread;
import dev.sluice.e2e.bench.server.WarmUp;
import dev.sluice.local.LocalStack;
import dev.sluice.local.faults.Service;
import dev.sluice.query.QueryApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Measures, the servers taking turns.
final class QueryBench {
  private static final String LATEST = "/v1/devices/" + SampleDevices.name(0);

  private static final int HISTORIES = 20;

  private final LocalStack stack;
  private final PrintWriter out;
  private final int connections;
  private final int rounds;
  private final Duration round;

  QueryBench(LocalStack stack, PrintWriter out, int connections, int rounds, Duration round) {
    this.stack = stack;
    this.out = out;
    this.connections = connections;
    this.rounds = rounds;
    this.round = round;
  }

  QueryReport measure(Duration warmUp) throws IOException, InterruptedException {
    Path body = Files.createTempFile("sluice-bench", ".json");
    try (ServerProcess api = api()) {
      Files.write(body, get(api, LATEST));
      try (ServerProcess bare = bare(body);
          BareClient client = new BareClient(connections)) {
        return measure(api, bare, client, warmUp);
      }
    } finally {
      Files.delete(body);
    }
  }

  private ServerProcess api() throws IOException, InterruptedException {
    return ServerProcess.start(
        QueryApi.class,
        Map.of(
            "logback.configurationFile",
            "query-api/logback.xml",
            "sluice.environment",
            "local",
            "sluice.security.mode",
            "off",
            "sluice.query.archive.min-age",
            "P8D"),
        stack.environment());
  }

  private static ServerProcess bare(Path body) throws IOException, InterruptedException {
    return ServerProcess.start(
        BareServer.class,
        Map.of(
            "logback.configurationFile",
            "query-api/logback.xml",
            BareServer.PROPERTY,
            body.toString(),
            "micronaut.metrics.enabled",
            "false",
            "micronaut.security.enabled",
            "false",
            "endpoints.all.enabled",
            "false"),
        Map.of());
  }

  private QueryReport measure(
      ServerProcess api, ServerProcess bare, BareClient client, Duration warmUp)
      throws IOException, InterruptedException {
    Latest latest = latest(api, bare, warmUp);
    Uncached uncached = uncached(api, client, warmUp);
    return new QueryReport(
        latest,
        uncached,
        storeRequests(api, QueryBenchCommand.DEVICE, 1),
        storeRequests(
            api, QueryBenchCommand.DEVICE + QueryBenchCommand.DAYS, QueryBenchCommand.DAYS),
        QueryBenchCommand.DAYS);
  }

  private Latest latest(ServerProcess api, ServerProcess bare, Duration warmUp)
      throws InterruptedException {
    QueryBenchCommand.say(
        out, "from the cache, warming up, %s at a time, until it gets no faster ...", warmUp);
    WarmUp.run(() -> load(api, request -> LATEST).flatOut(warmUp).perSecond());
    WarmUp.run(() -> load(bare, request -> LATEST).flatOut(warmUp).perSecond());
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int i = 1; i <= rounds; i++) {
      ours.add(perCore(api));
      theirs.add(perCore(bare));
      ratios.add(theirs.getLast() / ours.getLast());
      progress(i, "%,.0f/s of a core, bare %,.0f", ours.getLast(), theirs.getLast());
    }
    double half = Spread.of(ours).median() / 2;
    HttpLoad.Result paced = load(api, request -> LATEST).paced(half, round.multipliedBy(2));
    return new Latest(
        Spread.of(ours),
        Spread.of(theirs),
        Spread.of(ratios),
        paced.micros().getValueAtPercentile(99) / 1_000.0,
        half);
  }

  private Uncached uncached(ServerProcess api, BareClient client, Duration warmUp)
      throws InterruptedException {
    QueryBenchCommand.say(
        out, "from the store, warming up, %s at a time, until it gets no faster ...", warmUp);
    HttpLoad load =
        load(
            api,
            request ->
                "/v1/devices/"
                    + SampleDevices.name(request % SampleDevices.DEVICES)
                    + "?consistent=true");
    WarmUp.run(() -> load.flatOut(warmUp).perSecond());
    WarmUp.run(() -> client.callsPerSecond(connections, warmUp));
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int i = 1; i <= rounds; i++) {
      ours.add(load.flatOut(round).perSecond());
      theirs.add(client.callsPerSecond(connections, round));
      ratios.add(ours.getLast() / theirs.getLast());
      progress(i, "%,.0f/s, client alone %,.0f/s", ours.getLast(), theirs.getLast());
    }
    return new Uncached(Spread.of(ours), Spread.of(theirs), Spread.of(ratios));
  }

  private void progress(int number, String format, double ours, double theirs) {
    QueryBenchCommand.say(out, "  round %d of %d: " + format, number, rounds, ours, theirs);
  }

  private HttpLoad load(ServerProcess server, IntFunction<String> path) {
    return new HttpLoad(
        server.address(),
        connections,
        (connection, request) -> connection.get(path.apply(request)));
  }

  private double perCore(ServerProcess server) throws InterruptedException {
    Duration before = server.cpu();
    HttpLoad.Result result = load(server, request -> LATEST).flatOut(round);
    return result.requests() * 1e9 / server.cpu().minus(before).toNanos();
  }

  /// What a history of that many days before today asks the store for: the least of several times,
  /// because the feed is read beside it, whoever asks for what.
  private long storeRequests(ServerProcess api, String device, int days) throws IOException {
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    String path =
        "/v1/devices/%s/events?limit=1000&from=%s&to=%s"
            .formatted(device, today.minus(Duration.ofDays(days)), today);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < HISTORIES; i++) {
      long before = storeRequests();
      get(api, path);
      least = Math.min(least, storeRequests() - before);
    }
    return least;
  }

  private long storeRequests() {
    return List.of("Query", "GetItem", "BatchGetItem", "Scan").stream()
        .mapToLong(operation -> stack.operations().count(Service.DYNAMODB, operation))
        .sum();
  }

  private static byte[] get(ServerProcess server, String path) throws IOException {
    try (HttpConnection connection = new HttpConnection(server.address())) {
      return connection.get(path);
    }
  }
}
