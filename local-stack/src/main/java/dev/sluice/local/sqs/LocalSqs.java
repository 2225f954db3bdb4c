package dev.sluice.local.sqs;

import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import dev.sluice.local.http.FaultHandler;
import dev.sluice.local.http.Gateway;
import dev.sluice.local.http.LoopbackServer;
import java.net.URI;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/// An SQS server (ElasticMQ) on 127.0.0.1, with redrive, in memory.
///
/// Requests pass a [Gateway], where faults are committed; queue URLs name the gateway.
public final class LocalSqs implements AutoCloseable {
  private final LoopbackServer server;
  private final Gateway gateway;
  private final SQSRestServer queues;

  private LocalSqs(LoopbackServer server, Gateway gateway, SQSRestServer queues) {
    this.server = server;
    this.gateway = gateway;
    this.queues = queues;
  }

  /// Starts it and returns once it answers.
  ///
  /// @param port 0 takes a free one
  /// @throws dev.sluice.local.http.PortTakenException when the port is in use
  public static LocalSqs start(int port, Faults faults, OperationLog operations) {
    LoopbackServer server = LoopbackServer.bind(Service.SQS, port, LoopbackServer.Threads.VIRTUAL);
    SQSRestServer queues =
        SQSRestServerBuilder.withInterface(LoopbackServer.HOST)
            .withDynamicPort()
            .withServerAddress(new NodeAddress("http", LoopbackServer.HOST, server.port(), ""))
            .start();
    int upstream = queues.waitUntilStarted().localAddress().getPort();
    Gateway gateway =
        new PartialBatchGateway(URI.create("http://" + LoopbackServer.HOST + ":" + upstream));
    server.serve(new FaultHandler(Service.SQS, new SqsRefusals(), faults, operations, gateway));
    return new LocalSqs(server, gateway, queues);
  }

  public URI endpoint() {
    return server.endpoint();
  }

  @Override
  public void close() {
    server.close();
    gateway.close();
    queues.stopAndWait();
  }
}
