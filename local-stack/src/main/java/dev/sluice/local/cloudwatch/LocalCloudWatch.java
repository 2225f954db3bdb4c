package dev.sluice.local.cloudwatch;

import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import dev.sluice.local.http.FaultHandler;
import dev.sluice.local.http.LoopbackServer;
import java.net.URI;
import java.time.Clock;

/// A double of CloudWatch metrics on 127.0.0.1: takes what the SDK publishes, refuses what
/// CloudWatch refuses, and can be read back.
///
/// It keeps the newest 1,000 samples of each of 20,000 metrics, none older than three hours.
public final class LocalCloudWatch implements AutoCloseable {
  private final LoopbackServer server;

  private LocalCloudWatch(LoopbackServer server) {
    this.server = server;
  }

  /// Starts it and returns once it answers.
  ///
  /// @param port 0 takes a free one
  /// @param clock stamps data that carry no time, and ages the rest
  /// @throws dev.sluice.local.http.PortTakenException when the port is in use
  public static LocalCloudWatch start(
      int port, Clock clock, Faults faults, OperationLog operations) {
    LoopbackServer server =
        LoopbackServer.bind(Service.CLOUDWATCH, port, LoopbackServer.Threads.VIRTUAL);
    CloudWatchRefusals refusals = new CloudWatchRefusals();
    server.serve(
        new FaultHandler(
            Service.CLOUDWATCH, refusals, faults, operations, new MetricsHandler(refusals, clock)));
    return new LocalCloudWatch(server);
  }

  public URI endpoint() {
    return server.endpoint();
  }

  @Override
  public void close() {
    server.close();
  }
}
