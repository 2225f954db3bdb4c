package dev.sluice.e2e.worker;

import dev.sluice.archiver.Archiver;
import dev.sluice.consumer.Consumer;
import dev.sluice.e2e.guarantee.TraceFile;
import dev.sluice.stream.ShardBoard;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One worker of the consumer or of the archiver in a process of its own. AWS's endpoints come from
/// the environment; orders come by standard input, a line each, and reports go by standard output.
///
/// SIGTERM drains the worker and gives its leases back. The end of standard input means that the
/// parent has died: the process halts at once, so that no worker outlives its run.
final class WorkerMain {
  private static final String SERVICE = "sluice.service";

  private final Map<String, Object> settings = new HashMap<>();
  private final PrintStream out;
  private final FaultPoints points;

  private WorkerMain(PrintStream out) {
    this.out = out;
    this.points = FaultPoints.halting(this::report);
  }

  /// @param args where the trace goes, the name of the process, then settings of the service as
  ///   `name=value`; `sluice.service` names it
  public static void main(String[] args) throws IOException {
    PrintStream reports = System.out;
    System.setOut(System.err); // nothing but reports may go there
    WorkerMain worker = new WorkerMain(reports);
    TraceFile trace = TraceFile.create(Path.of(args[0]), args[1]);
    worker.configure(List.of(args).subList(2, args.length), trace);
    worker.obey();
    Runtime.getRuntime().halt(1);
  }

  static List<String> arguments(Map<String, Object> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .sorted()
        .toList();
  }

  private void configure(List<String> arguments, TraceFile trace) {
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      settings.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    settings.put("sluice.kinesis.workers", 1);
    settings.put(Instruments.PROPERTY, new Instruments(points, trace::append, Clock.systemUTC()));
  }

  private void obey() throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    long obeyed = 0;
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      switch (Order.parse(line)) {
        case Order.Start() -> start();
        case Order.Crash crash -> points.crash(crash);
        case Order.Hold hold -> points.hold(hold);
        case Order.Release() -> points.release();
      }
      report(new Report.Obeyed(++obeyed));
    }
  }

  private void start() {
    EmbeddedServer service =
        "archiver".equals(settings.get(SERVICE))
            ? Archiver.start(settings)
            : Consumer.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "drain"));
    String worker =
        String.join("+", service.getApplicationContext().getBean(ShardBoard.class).workers());
    report(new Report.Serving(service.getPort(), worker));
  }

  private synchronized void report(Report report) {
    out.println(report.line());
    out.flush();
  }
}
