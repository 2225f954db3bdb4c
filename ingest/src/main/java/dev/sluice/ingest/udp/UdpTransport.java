package dev.sluice.ingest.udp;

import dev.sluice.ingest.publish.Publisher;
import dev.sluice.preprocess.Preprocessor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Events over UDP: a port that anybody may push to and that answers nobody, and publishers that
/// are asked for events as long as the stream takes them.
public final class UdpTransport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UdpTransport.class);

  /// Publishers are not asked for more than the queue can hold with what is on its way.
  private static final double WANTS_MORE_BELOW = 0.5;

  private static final Duration LAST_OFFERS = Duration.ofSeconds(5);

  private final Publisher publisher;
  private final DatagramQueue queue;
  private final UdpCounts counts;
  private final Forwarder forwarder;
  private final Thread forwarding;
  private final List<SocketLoop> loops = new ArrayList<>();
  private final @Nullable DatagramSocket push;
  private volatile boolean stopping;

  /// What it offers to and is judged by.
  public record Surroundings(
      Publisher publisher, Preprocessor judge, Clock clock, MeterRegistry registry) {}

  /// Opens its sockets; [#start] reads them.
  ///
  /// @throws PortUnavailableException when the port is taken
  public UdpTransport(UdpConfig config, PullConfig pull, Surroundings surroundings) {
    this.publisher = surroundings.publisher();
    this.queue = new DatagramQueue(config.queueBytes());
    this.counts = new UdpCounts(surroundings.registry(), queue);
    this.forwarder =
        new Forwarder(
            queue,
            new DatagramDecoder(surroundings.judge()),
            publisher,
            counts,
            surroundings.clock(),
            config.patience());
    this.forwarding = Thread.ofPlatform().name("udp-forwarder").daemon().unstarted(forwarder::run);
    SenderRates rates =
        new SenderRates(config.senderPerSecond(), config.senderBurst(), config.senders());
    Intake intake = new Intake(counts, rates, queue);
    this.push = config.enabled() ? openPush(config, intake, surroundings.registry()) : null;
    if (!pull.addresses().isEmpty()) {
      openPull(config, pull, intake);
    }
  }

  private DatagramSocket openPush(UdpConfig config, Intake intake, MeterRegistry registry) {
    InetSocketAddress at = new InetSocketAddress(config.host(), config.port());
    DatagramSocket socket = open(at, config.socketBytes());
    loops.add(
        loop(
            "udp-push",
            socket,
            packet ->
                intake.pushed(
                    packet.getAddress(), Arrays.copyOf(packet.getData(), packet.getLength()))));
    FunctionCounter.builder(
            "sluice.ingest.udp.socket.dropped", socket, its -> SocketDrops.of(its.getLocalPort()))
        .description("Datagrams that the system dropped because the socket's buffer was full")
        .register(registry);
    return socket;
  }

  private void openPull(UdpConfig config, PullConfig pull, Intake intake) {
    DatagramSocket socket = open(new InetSocketAddress(0), config.socketBytes());
    loops.add(loop("udp-pull", socket, new PullReader(pull, socket, intake, this::wantsMore)));
  }

  private boolean wantsMore() {
    return !stopping
        && publisher.state() == Publisher.State.OPEN
        && queue.fill() < WANTS_MORE_BELOW;
  }

  private static DatagramSocket open(InetSocketAddress at, int bytes) {
    try {
      DatagramSocket socket = new DatagramSocket(null);
      socket.setReceiveBufferSize(bytes);
      socket.bind(at);
      return socket;
    } catch (SocketException e) {
      throw new PortUnavailableException(
          "cannot listen at UDP port %d: %s; sluice.ingest.udp.port is another"
              .formatted(at.getPort(), e.getMessage()),
          e);
    }
  }

  private static SocketLoop loop(String name, DatagramSocket socket, SocketLoop.Reader reader) {
    try {
      return new SocketLoop(name, socket, reader);
    } catch (IOException e) {
      throw new IllegalStateException("cannot set up a UDP socket", e);
    }
  }

  /// Reads datagrams from now on.
  public void start() {
    forwarding.start();
    loops.forEach(SocketLoop::start);
  }

  /// Where datagrams are pushed to; empty where none are taken.
  public Optional<InetSocketAddress> address() {
    return Optional.ofNullable(push)
        .map(socket -> new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort()));
  }

  /// Stops to ask and to listen, offers what has arrived, and returns. What the stream takes but
  /// has not acknowledged is the publisher's to drain.
  @Override
  public synchronized void close() {
    if (stopping) {
      return;
    }
    stopping = true;
    try {
      for (SocketLoop loop : loops) {
        loop.finish();
      }
      forwarder.finish();
      if (forwarding.isAlive()) { // it may never have been started
        forwarding.join(LAST_OFFERS);
      }
      forwarder.abandon();
      forwarding.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LOG.info("stopped to take datagrams; {} events wait for the stream", counts.inFlight());
  }
}
