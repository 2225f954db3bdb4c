package dev.sluice.simulator.udp;

import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.OutgoingRecord;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.time.Duration;

/// Sends a record a datagram, in small bursts: what reads a socket may hold no more than some two
/// hundred at once.
final class Datagrams {
  /// What UDP carries over IPv4.
  static final int LARGEST = 65_507;

  private static final int BURST = 32;
  private static final Duration BREATH = Duration.ofMillis(1);

  private final DatagramSocket socket;
  private int sent;

  Datagrams(DatagramSocket socket) {
    this.socket = socket;
  }

  /// @return that it was sent, which is all that anybody knows
  Acknowledgement send(OutgoingRecord record, SocketAddress to) throws InterruptedException {
    if (record.bytes().length > LARGEST) {
      return Acknowledgement.refused("datagram_too_large");
    }
    try {
      socket.send(new DatagramPacket(record.bytes(), record.bytes().length, to));
    } catch (PortUnreachableException nobodyListens) {
      return Acknowledgement.accepted(false);
    } catch (IOException e) {
      throw new IngestRefusedException(
          "cannot send datagrams to " + to + ": " + e.getMessage() + "\n--to names another", e);
    }
    if (++sent % BURST == 0) {
      Thread.sleep(BREATH);
    }
    return Acknowledgement.accepted(false);
  }
}
