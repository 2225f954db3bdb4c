package dev.sluice.local.kinesis.http;

import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.kinesis.action.Actions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Serves actions over HTTP/1.1 on 127.0.0.1, each call on a virtual thread.
public final class KinesisServer implements AutoCloseable {

  private static final long IDLE_MILLIS = 120_000;
  private static final int MAX_IO_THREADS = 8;

  private final Server jetty;
  private final ServerConnector connector;
  private final ExecutorService calls;

  private KinesisServer(Server jetty, ServerConnector connector, ExecutorService calls) {
    this.jetty = jetty;
    this.connector = connector;
    this.calls = calls;
  }

  /// Starts serving.
  ///
  /// @throws UncheckedIOException if the port is taken
  public static KinesisServer start(int port, Actions actions, Faults faults, OperationLog log) {
    ExecutorService calls =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("kinesis-", 0).factory());
    QueuedThreadPool io = new QueuedThreadPool(MAX_IO_THREADS);
    io.setName("kinesis-io");
    io.setDaemon(true);
    io.setVirtualThreadsExecutor(calls);
    Server jetty = new Server(io);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    jetty.addConnector(connector);
    jetty.setHandler(new KinesisHandler(actions, faults, log));
    KinesisServer server = new KinesisServer(jetty, connector, calls);
    server.open();
    return server;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /// Closes every connection, then ends the subscriptions that still wait.
  @Override
  public void close() {
    try {
      jetty.stop();
      calls.shutdownNow();
    } catch (Exception e) {
      throw new IllegalStateException("the server on " + endpoint() + " did not stop", e);
    }
  }

  private void open() {
    try {
      jetty.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the server did not start", e);
    }
  }
}
