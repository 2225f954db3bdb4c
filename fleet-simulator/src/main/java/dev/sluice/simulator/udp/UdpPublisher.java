package dev.sluice.simulator.udp;

import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.OutgoingRecord;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A publisher that sends its records to whoever asks for them, and waits while nobody does. Its
/// rate is that of the fleet that it publishes.
public final class UdpPublisher implements IngestPoint {
  private static final Logger LOG = LoggerFactory.getLogger(UdpPublisher.class);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final DatagramSocket socket;
  private final Datagrams datagrams;
  private final Askers askers = new Askers();
  private final Thread listener;

  private UdpPublisher(DatagramSocket socket) {
    this.socket = socket;
    this.datagrams = new Datagrams(socket);
    this.listener = Thread.ofVirtual().name("udp-publisher").start(this::listen);
  }

  /// @param port to be asked at; 0 takes a free one
  /// @throws IngestRefusedException when the port is taken
  public static UdpPublisher listening(String host, int port) {
    try {
      return new UdpPublisher(new DatagramSocket(new InetSocketAddress(host, port)));
    } catch (IOException e) {
      throw new IngestRefusedException(
          "cannot listen at UDP port " + port + ": " + e.getMessage() + "; choose another", e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /// How often it was asked for anything.
  public long requests() {
    return askers.requests();
  }

  /// Whether somebody wants events now.
  public boolean isAsked() {
    return askers.of("", System.nanoTime()).isPresent();
  }

  private void listen() {
    DatagramPacket packet = new DatagramPacket(new byte[512], 512);
    while (!socket.isClosed()) {
      try {
        packet.setLength(512);
        socket.receive(packet);
        SocketAddress from = packet.getSocketAddress();
        PullRequest.parse(packet.getData(), packet.getLength())
            .ifPresent(request -> askers.asked(from, request, System.nanoTime()));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.warn("cannot read requests at UDP port {}", port(), e);
        }
      }
    }
  }

  @Override
  public List<Acknowledgement> send(List<OutgoingRecord> records) throws InterruptedException {
    List<Acknowledgement> sent = new ArrayList<>(records.size());
    for (OutgoingRecord record : records) {
      sent.add(datagrams.send(record, asker(record.partitionKey())));
    }
    return sent;
  }

  private SocketAddress asker(String device) throws InterruptedException {
    Optional<SocketAddress> asker = askers.of(device, System.nanoTime());
    while (asker.isEmpty()) {
      askers.await(LOOK);
      asker = askers.of(device, System.nanoTime());
    }
    return asker.get();
  }

  @Override
  public void close() {
    socket.close();
    listener.interrupt();
  }
}
