package dev.sluice.local.http;

import dev.sluice.local.faults.Service;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// An HTTP/1.1 server on 127.0.0.1 and on no other interface.
///
/// [#bind] takes the port, so that a handler may know its own address before [#serve] lets it
/// answer.
public final class LoopbackServer implements AutoCloseable {
  /// Where every local server listens.
  public static final String HOST = "127.0.0.1";

  /// What runs a handler.
  public enum Threads {
    /// At most 32 at a time: for handlers that keep a core busy.
    POOLED,
    /// One virtual thread a request: for handlers that wait.
    VIRTUAL
  }

  private final Server server;
  private final ServerConnector connector;
  private final int port;

  private LoopbackServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
    this.port = connector.getLocalPort();
  }

  /// Takes the port; 0 takes a free one.
  ///
  /// @throws PortTakenException when another process listens there
  public static LoopbackServer bind(Service service, int port, Threads threads) {
    QueuedThreadPool pool = new QueuedThreadPool(32, 4);
    pool.setDaemon(true);
    pool.setName("local-" + service);
    if (threads == Threads.VIRTUAL) {
      pool.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    }
    Server server = new Server(pool);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // keys of S3 may hold a `%`
    http.setUriCompliance(UriCompliance.LEGACY);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(HOST);
    connector.setPort(port);
    server.addConnector(connector);
    try {
      connector.open();
    } catch (IOException e) {
      if (e.getCause() instanceof BindException || e instanceof BindException) {
        throw new PortTakenException(service, port, e);
      }
      throw new IllegalStateException("cannot listen on " + HOST + ":" + port, e);
    }
    return new LoopbackServer(server, connector);
  }

  /// Starts answering.
  public LoopbackServer serve(Handler handler) {
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new IllegalStateException("cannot serve on " + endpoint(), e);
    }
    return this;
  }

  public int port() {
    return port;
  }

  public URI endpoint() {
    return URI.create("http://" + HOST + ":" + port());
  }

  /// Stops at once; calls that are under way are cut off.
  @Override
  public void close() {
    try {
      server.stop();
      connector.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot stop the server on " + HOST + ":" + port(), e);
    }
  }
}
