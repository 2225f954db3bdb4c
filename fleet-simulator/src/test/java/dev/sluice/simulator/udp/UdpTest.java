package dev.sluice.simulator.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.OutgoingRecord;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UdpTest {
  private static final String LOCALHOST = "127.0.0.1";

  private final DatagramSocket ingest = bound();

  private static DatagramSocket bound() {
    try {
      return new DatagramSocket(new InetSocketAddress(LOCALHOST, 0));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void boundReads() throws IOException {
    ingest.setSoTimeout(5_000);
  }

  @AfterEach
  void close() {
    ingest.close();
  }

  @Test
  void eachRecordIsADatagram() throws Exception {
    try (UdpIngestPoint udp = UdpIngestPoint.connect(LOCALHOST, ingest.getLocalPort())) {
      assertThat(udp.send(List.of(record("one"), record("two"))))
          .containsExactly(Acknowledgement.accepted(false), Acknowledgement.accepted(false));
    }
    assertThat(received()).isEqualTo("one");
    assertThat(received()).isEqualTo("two");
  }

  @Test
  void whatNoDatagramHoldsIsSaidToBeRefused() throws Exception {
    try (UdpIngestPoint udp = UdpIngestPoint.connect(LOCALHOST, ingest.getLocalPort())) {
      assertThat(udp.send(List.of(record("x".repeat(Datagrams.LARGEST + 1)))))
          .containsExactly(Acknowledgement.refused("datagram_too_large"));
    }
  }

  @Test
  void anUnknownHostIsNamed() {
    assertThatThrownBy(() -> UdpIngestPoint.connect("no.such.host.invalid", 1))
        .isInstanceOf(IngestRefusedException.class)
        .hasMessageContaining("no.such.host.invalid");
  }

  @Test
  void aPublisherWaitsUntilItIsAskedAndSendsToWhoAsked() throws Exception {
    try (UdpPublisher publisher = UdpPublisher.listening(LOCALHOST, 0)) {
      CompletableFuture<List<Acknowledgement>> sending = sending(publisher, "one");
      ask(publisher, "how are you?");
      assertThat(sending).isNotDone();
      ask(publisher, "sluice-pull/1 start 10\n");
      assertThat(received()).isEqualTo("one");
      assertThat(sending.get(5, TimeUnit.SECONDS)).hasSize(1);
      assertThat(publisher.requests()).isEqualTo(1);
    }
  }

  @Test
  void aPublisherThatIsToldToStopWaitsAgain() throws Exception {
    try (UdpPublisher publisher = UdpPublisher.listening(LOCALHOST, 0)) {
      ask(publisher, "sluice-pull/1 start 100\n");
      await().until(publisher::isAsked);
      publisher.send(List.of(record("one")));
      ask(publisher, "sluice-pull/1 stop\n");
      await().until(() -> !publisher.isAsked());
      CompletableFuture<List<Acknowledgement>> sending = sending(publisher, "two");
      assertThat(received()).isEqualTo("one");
      assertThat(sending).isNotDone();
      ask(publisher, "sluice-pull/1 start 1\n");
      assertThat(received()).isEqualTo("two");
    }
  }

  @Test
  void aLeaseEndsByItself() {
    Askers askers = new Askers();
    SocketAddress who = new InetSocketAddress(LOCALHOST, 1);
    askers.asked(who, new PullRequest(Duration.ofSeconds(2)), 0);
    assertThat(askers.of("d", Duration.ofSeconds(2).toNanos() - 1)).contains(who);
    assertThat(askers.of("d", Duration.ofSeconds(2).toNanos())).isEmpty();
  }

  @Test
  void severalAskersShareTheDevicesBetweenThem() {
    Askers askers = new Askers();
    for (int port = 1; port <= 100; port++) {
      askers.asked(
          new InetSocketAddress(LOCALHOST, port), new PullRequest(Duration.ofSeconds(2)), 0);
    }
    assertThat(
            IntStream.range(0, 1_000)
                .mapToObj(i -> askers.of("device-" + i, 1).orElseThrow())
                .distinct())
        .as("no more than so many are kept")
        .hasSize(16);
    assertThat(askers.of("device-1", 1)).isEqualTo(askers.of("device-1", 2));
  }

  private static CompletableFuture<List<Acknowledgement>> sending(
      UdpPublisher publisher, String text) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return publisher.send(List.of(record(text)));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private void ask(UdpPublisher publisher, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    ingest.send(
        new DatagramPacket(
            bytes, bytes.length, new InetSocketAddress(LOCALHOST, publisher.port())));
  }

  private String received() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    ingest.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }

  private static OutgoingRecord record(String text) {
    return new OutgoingRecord("device-1", text.getBytes(StandardCharsets.UTF_8));
  }
}
