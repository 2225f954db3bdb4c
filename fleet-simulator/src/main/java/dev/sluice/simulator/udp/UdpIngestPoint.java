package dev.sluice.simulator.udp;

import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.OutgoingRecord;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/// Pushes records to ingest over UDP. An acknowledgement says that a record was sent; nobody says
/// that it arrived.
public final class UdpIngestPoint implements IngestPoint {
  private final DatagramSocket socket;
  private final Datagrams datagrams;
  private final InetSocketAddress to;

  private UdpIngestPoint(DatagramSocket socket, InetSocketAddress to) {
    this.socket = socket;
    this.datagrams = new Datagrams(socket);
    this.to = to;
  }

  /// @throws IngestRefusedException when there is no such host
  public static UdpIngestPoint connect(String host, int port) {
    InetSocketAddress to = new InetSocketAddress(host, port);
    try {
      if (to.isUnresolved()) {
        throw new SocketException("there is no host \"" + host + "\"");
      }
      return new UdpIngestPoint(new DatagramSocket(), to);
    } catch (SocketException e) {
      throw new IngestRefusedException("cannot send datagrams to " + to + ": " + e.getMessage(), e);
    }
  }

  @Override
  public List<Acknowledgement> send(List<OutgoingRecord> records) throws InterruptedException {
    List<Acknowledgement> sent = new ArrayList<>(records.size());
    for (OutgoingRecord record : records) {
      sent.add(datagrams.send(record, to));
    }
    return sent;
  }

  @Override
  public void close() {
    socket.close();
  }
}
