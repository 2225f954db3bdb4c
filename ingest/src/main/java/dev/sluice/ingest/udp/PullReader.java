package dev.sluice.ingest.udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks publishers for events and takes their answers. What comes from any other address is
/// ignored. Names are looked up again with each request, so a publisher may move.
final class PullReader implements SocketLoop.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(PullReader.class);

  private final DatagramSocket socket;
  private final Intake intake;
  private final BooleanSupplier wanted;
  private final List<Asked> publishers;
  private final Map<InetSocketAddress, Asked> byAddress = new HashMap<>();

  /// A publisher, where it was found last, and how it stands with it.
  private static final class Asked {
    private final PullConfig.Address address;
    private final PullSession session;
    private @Nullable InetSocketAddress found;
    private boolean unreachable;

    Asked(PullConfig.Address address, PullSession session) {
      this.address = address;
      this.session = session;
    }
  }

  /// @param wanted whether the stream can take more
  PullReader(PullConfig config, DatagramSocket socket, Intake intake, BooleanSupplier wanted) {
    this.socket = socket;
    this.intake = intake;
    this.wanted = wanted;
    this.publishers =
        config.addresses().stream()
            .map(address -> new Asked(address, new PullSession(config.lease(), config.silence())))
            .toList();
  }

  @Override
  public void tick() {
    boolean now = wanted.getAsBoolean();
    for (Asked publisher : publishers) {
      publisher.session.next(System.nanoTime(), now).ifPresent(request -> ask(publisher, request));
    }
  }

  private void ask(Asked publisher, PullRequest request) {
    try {
      InetSocketAddress at = publisher.address.resolve();
      if (!at.equals(publisher.found)) {
        byAddress.values().remove(publisher);
        byAddress.put(at, publisher);
        publisher.found = at;
      }
      byte[] bytes = request.bytes();
      socket.send(new DatagramPacket(bytes, bytes.length, at));
      publisher.unreachable = false;
    } catch (IOException e) {
      if (!publisher.unreachable) {
        LOG.warn("cannot ask the publisher {}; trying again", publisher.address, e);
      }
      publisher.unreachable = true;
    }
  }

  @Override
  public void received(DatagramPacket packet) {
    InetAddress from = packet.getAddress();
    Asked publisher = byAddress.get(new InetSocketAddress(from, packet.getPort()));
    if (publisher != null) {
      publisher.session.heard(System.nanoTime());
      intake.pulled(Arrays.copyOf(packet.getData(), packet.getLength()));
    }
  }
}
