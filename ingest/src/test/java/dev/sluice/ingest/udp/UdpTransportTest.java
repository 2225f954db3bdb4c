package dev.sluice.ingest.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.ingest.publish.InMemoryPublisher;
import dev.sluice.ingest.publish.InMemoryPublisher.Mode;
import dev.sluice.ingest.publish.StreamEntry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UdpTransportTest {
  private static final String LOCALHOST = "127.0.0.1";
  private static final String DROPPED = "sluice.ingest.udp.dropped";
  private static final PullConfig NO_PULL =
      new PullConfig(List.of(), Duration.ofSeconds(10), Duration.ofSeconds(2));

  private final InMemoryPublisher stream = new InMemoryPublisher();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<UdpTransport> opened = new ArrayList<>();
  private DatagramSocket device = unbound();

  private static DatagramSocket unbound() {
    try {
      return new DatagramSocket(new InetSocketAddress(LOCALHOST, 0));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void open() throws IOException {
    device.setSoTimeout(5_000);
  }

  @AfterEach
  void close() {
    opened.forEach(UdpTransport::close);
    device.close();
  }

  @Test
  void pushedEventsReachTheStreamInOrderAndBadLinesAreCounted() throws IOException {
    UdpTransport udp = start(config(8 << 20, 10_000), NO_PULL);
    for (int i = 0; i < 100; i++) {
      push(udp, event(2 * i) + "\n" + event(2 * i + 1) + "\nnonsense\n");
    }
    awaitSettled(300);
    assertThat(numbers()).containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
    assertThat(meters.get("sluice.ingest.udp.rejected").tag("reason", "not_json").counter().count())
        .isEqualTo(100);
    assertThat(count("sluice.ingest.udp.acknowledged")).isEqualTo(200);
    assertThat(count("sluice.ingest.udp.datagrams")).isEqualTo(100);
  }

  @Test
  void noSenderIsEverAnswered() throws IOException {
    UdpTransport udp = start(config(8 << 20, 10), NO_PULL);
    stream.become(Mode.FULL);
    for (int i = 0; i < 50; i++) {
      push(udp, i % 2 == 0 ? event(i) : "nonsense");
    }
    stream.become(Mode.ACKNOWLEDGE);
    awaitSettled(50);
    device.setSoTimeout(200);
    assertThatThrownBy(this::receive).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aSenderOverItsRateIsDroppedAndCounted() throws IOException {
    UdpTransport udp = start(config(8 << 20, 10), NO_PULL);
    for (int i = 0; i < 30; i++) {
      push(udp, event(i));
    }
    awaitSettled(30);
    assertThat(dropped(DropReason.SENDER_RATE)).isBetween(1.0, 20.0);
    assertThat(stream.stream()).hasSize(30 - (int) dropped(DropReason.SENDER_RATE));
  }

  @Test
  void whileTheStreamIsAwayTheQueueFillsToItsBoundAndTheRestIsCounted() throws IOException {
    stream.become(Mode.AWAY);
    UdpTransport udp = start(config(128 << 10, 100_000), NO_PULL);
    int sent = 0;
    while (dropped(DropReason.QUEUE_FULL) < 100) {
      push(udp, event(sent++));
    }
    assertThat(meters.get("sluice.ingest.udp.queue.fill").gauge().value()).isBetween(0.9, 1.0);
    stream.become(Mode.ACKNOWLEDGE);
    awaitSettled(sent);
    assertThat(stream.stream()).hasSize(sent - (int) dropped(DropReason.QUEUE_FULL));
    assertThat(numbers()).isSorted();
  }

  @Test
  void whatTheStreamDoesNotAcknowledgeIsCountedAsDropped() throws IOException {
    stream.become(Mode.HOLD);
    UdpTransport udp = start(config(8 << 20, 10_000), NO_PULL);
    push(udp, event(1));
    await().until(() -> stream.waiting() == 1);
    stream.fail();
    awaitSettled(1);
    assertThat(dropped(DropReason.NOT_ACKNOWLEDGED)).isEqualTo(1);
  }

  @Test
  void aStopForwardsWhatHasArrived() throws IOException {
    UdpTransport udp = start(config(8 << 20, 10_000), NO_PULL);
    for (int i = 0; i < 500; i++) {
      push(udp, event(i));
    }
    udp.close();
    assertThat(stream.stream()).hasSize(500);
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    UdpTransport udp = start(config(8 << 20, 10), NO_PULL);
    int port = udp.address().orElseThrow().getPort();
    UdpConfig same =
        new UdpConfig(true, LOCALHOST, port, 8 << 20, 1 << 20, Duration.ofSeconds(30), 1, 1, 1);
    assertThatThrownBy(() -> start(same, NO_PULL))
        .hasMessageContaining("UDP port " + port)
        .hasMessageContaining("sluice.ingest.udp.port");
  }

  @Test
  void aPublisherIsAskedAndItsEventsReachTheStream() throws IOException {
    start(pullOnly(), pull(Duration.ofSeconds(10), Duration.ofSeconds(2)));
    DatagramPacket request = receive();
    assertThat(text(request)).isEqualTo("sluice-pull/1 start 10\n");
    answer(request, event(1) + "\n" + event(2));
    awaitSettled(2);
    assertThat(numbers()).containsExactly(1, 2);
  }

  @Test
  void aSilentPublisherIsAskedAgain() throws IOException {
    start(pullOnly(), pull(Duration.ofMinutes(1), Duration.ofMillis(200)));
    for (int i = 0; i < 3; i++) {
      assertThat(text(receive())).isEqualTo("sluice-pull/1 start 60\n");
    }
  }

  @Test
  void pullingPausesWhileTheStreamIsAwayAndGoesOnAfterwards() throws IOException {
    start(pullOnly(), pull(Duration.ofSeconds(10), Duration.ofMillis(100)));
    receive();
    stream.become(Mode.AWAY);
    while (!text(receive()).equals("sluice-pull/1 stop\n")) {
      // asked again before it stopped
    }
    device.setSoTimeout(400);
    assertThatThrownBy(this::receive).isInstanceOf(SocketTimeoutException.class);
    stream.become(Mode.ACKNOWLEDGE);
    device.setSoTimeout(5_000);
    assertThat(text(receive())).isEqualTo("sluice-pull/1 start 10\n");
  }

  @Test
  void answersOfOthersThanTheConfiguredAreIgnored() throws IOException {
    start(pullOnly(), pull(Duration.ofSeconds(10), Duration.ofSeconds(2)));
    DatagramPacket request = receive();
    try (DatagramSocket stranger = unbound()) {
      send(stranger, request.getSocketAddress(), event(1));
    }
    answer(request, event(2));
    awaitSettled(1);
    assertThat(numbers()).containsExactly(2);
  }

  @Test
  void aStopTellsPublishersToStop() throws IOException {
    UdpTransport udp = start(pullOnly(), pull(Duration.ofSeconds(10), Duration.ofSeconds(2)));
    receive();
    udp.close();
    assertThat(text(receive())).isEqualTo("sluice-pull/1 stop\n");
  }

  @Test
  void whatWasNeverStartedClosesItsPort() throws IOException {
    UdpTransport udp = opened(config(8 << 20, 10_000), NO_PULL);
    InetSocketAddress port = udp.address().orElseThrow();

    udp.close();

    new DatagramSocket(port).close();
  }

  private UdpTransport start(UdpConfig config, PullConfig pull) {
    UdpTransport udp = opened(config, pull);
    udp.start();
    return udp;
  }

  private UdpTransport opened(UdpConfig config, PullConfig pull) {
    UdpTransport udp =
        new UdpTransport(
            config,
            pull,
            new UdpTransport.Surroundings(stream, Sends.JUDGE, Clock.systemUTC(), meters));
    opened.add(udp);
    return udp;
  }

  private static UdpConfig config(long queueBytes, int burst) {
    return new UdpConfig(
        true, LOCALHOST, 0, queueBytes, 1 << 20, Duration.ofSeconds(30), burst, burst, 10);
  }

  private static UdpConfig pullOnly() {
    return new UdpConfig(false, LOCALHOST, 0, 8 << 20, 1 << 20, Duration.ofSeconds(30), 10, 10, 10);
  }

  private PullConfig pull(Duration lease, Duration silence) {
    return new PullConfig(List.of(LOCALHOST + ":" + device.getLocalPort()), lease, silence);
  }

  private static String event(int number) {
    return Sends.adapterEvent("d1", Instant.now(), number);
  }

  private void push(UdpTransport udp, String text) throws IOException {
    int port = udp.address().orElseThrow().getPort();
    send(device, new InetSocketAddress(InetAddress.getByName(LOCALHOST), port), text);
  }

  private void answer(DatagramPacket request, String text) throws IOException {
    send(device, request.getSocketAddress(), text);
  }

  private static void send(DatagramSocket from, SocketAddress to, String text) throws IOException {
    byte[] bytes = Sends.bytes(text);
    from.send(new DatagramPacket(bytes, bytes.length, to));
  }

  private DatagramPacket receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    device.receive(packet);
    return packet;
  }

  private static String text(DatagramPacket packet) {
    return Sends.text(Arrays.copyOf(packet.getData(), packet.getLength()));
  }

  /// Waits until so many events came and none is on its way, and checks the identity.
  private void awaitSettled(int events) {
    await().untilAsserted(() -> assertThat(count("sluice.ingest.udp.received")).isEqualTo(events));
    await()
        .untilAsserted(
            () -> assertThat(meters.get("sluice.ingest.udp.in.flight").gauge().value()).isZero());
    double settled =
        count("sluice.ingest.udp.acknowledged")
            + count("sluice.ingest.udp.rejected")
            + count(DROPPED);
    assertThat(settled).isEqualTo(events);
  }

  private double dropped(DropReason reason) {
    return meters.get(DROPPED).tag("reason", reason.text()).counter().count();
  }

  private double count(String name) {
    return meters.get(name).counters().stream().mapToDouble(Counter::count).sum();
  }

  private List<Integer> numbers() {
    return stream.stream().stream()
        .map(StreamEntry::bytes)
        .map(Sends::text)
        .map(text -> Integer.valueOf(text.replaceFirst("(?s).*\"number\":(\\d+).*", "$1")))
        .toList();
  }
}
