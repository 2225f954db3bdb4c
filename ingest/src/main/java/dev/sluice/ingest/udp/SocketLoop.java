package dev.sluice.ingest.udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a socket with a thread of its own. Sends nothing by itself.
final class SocketLoop {
  private static final Logger LOG = LoggerFactory.getLogger(SocketLoop.class);
  private static final int LOOK_MILLIS = 50;
  private static final int LARGEST = 1 << 16;
  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(2);

  private final DatagramSocket socket;
  private final Reader reader;
  private final Thread thread;
  private volatile boolean finishing;

  /// What a socket is read for; called by its thread alone.
  interface Reader {
    /// @param packet its bytes are overwritten afterwards
    void received(DatagramPacket packet);

    /// Before each wait for a datagram, every 50 ms at least.
    default void tick() {}
  }

  SocketLoop(String name, DatagramSocket socket, Reader reader) throws IOException {
    socket.setSoTimeout(LOOK_MILLIS);
    this.socket = socket;
    this.reader = reader;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    while (!socket.isClosed()) {
      // a last tick sees that it is the last
      boolean last = finishing;
      reader.tick();
      packet.setLength(LARGEST);
      try {
        socket.receive(packet);
        reader.received(packet);
      } catch (SocketTimeoutException nothing) {
        if (last) {
          return;
        }
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  private void failed(IOException e) {
    if (!socket.isClosed()) {
      LOG.warn("cannot read datagrams of port {}; trying again", socket.getLocalPort(), e);
      LockSupport.parkNanos(AFTER_FAILURE.toNanos());
    }
  }

  /// Reads what the socket still holds, then closes it.
  void finish() throws InterruptedException {
    finishing = true;
    if (thread.isAlive()) { // it may never have been started
      thread.join(LONGEST_DRAIN);
    }
    socket.close();
    thread.join();
  }
}
