package dev.sluice.ingest.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundsTest {

  @Test
  void theQueueTakesNoMoreThanItsBytesAndAgainOnceSomeAreTaken() throws InterruptedException {
    DatagramQueue queue = new DatagramQueue(3 * (100 + DatagramQueue.OVERHEAD));
    for (int i = 0; i < 3; i++) {
      assertThat(queue.offer(new byte[100])).isTrue();
    }
    assertThat(queue.offer(new byte[1])).isFalse();
    assertThat(queue.fill()).isEqualTo(1);
    assertThat(queue.poll(Duration.ZERO)).hasSize(100);
    assertThat(queue.offer(new byte[100])).isTrue();
  }

  @Test
  void emptyDatagramsFillTheQueueToo() {
    DatagramQueue queue = new DatagramQueue(10 * DatagramQueue.OVERHEAD);
    for (int i = 0; i < 10; i++) {
      assertThat(queue.offer(new byte[0])).isTrue();
    }
    assertThat(queue.offer(new byte[0])).isFalse();
  }

  @Test
  void aSenderIsHeldToItsBurstAndOthersAreNot() throws UnknownHostException {
    SenderRates rates = new SenderRates(1, 10, 100);
    InetAddress one = InetAddress.getByName("10.0.0.1");
    assertThat(rates.admits(one, 10)).isTrue();
    assertThat(rates.admits(one, 1)).isFalse();
    assertThat(rates.admits(InetAddress.getByName("10.0.0.2"), 10)).isTrue();
  }

  @Test
  void theAddressesOfOneIpv6NetworkAreOneSender() throws UnknownHostException {
    SenderRates rates = new SenderRates(1, 10, 100);
    assertThat(rates.admits(InetAddress.getByName("2001:db8::1"), 10)).isTrue();
    assertThat(rates.admits(InetAddress.getByName("2001:db8::ffff:2"), 1)).isFalse();
    assertThat(rates.admits(InetAddress.getByName("2001:db8:0:1::1"), 10)).isTrue();
  }

  @Test
  void eventsOfAnUnreadDatagramAreItsLines() {
    assertThat(Intake.events(Sends.bytes(""))).isEqualTo(1);
    assertThat(Intake.events(Sends.bytes("{}"))).isEqualTo(1);
    assertThat(Intake.events(Sends.bytes("{}\n{}\r\n\r\n\n{}\n"))).isEqualTo(3);
  }

  @Test
  void dropsOfTheSystemAreReadForThePort() {
    List<String> table =
        List.of(
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"
                + "  timeout inode ref pointer drops",
            " 2170: 0100007F:1FBD 00000000:0000 07 00000000:00000000 00:00000000 00000000     0"
                + "        0 4321 2 0000000000000000 17",
            " 2171: 00000000:1FBD 00000000:0000 07 00000000:00000000 00:00000000 00000000     0"
                + "        0 4322 2 0000000000000000 3",
            " 2172: 00000000:1FBE 00000000:0000 07 00000000:00000000 00:00000000 00000000     0"
                + "        0 4323 2 0000000000000000 99");
    assertThat(SocketDrops.sum(table, 8125)).isEqualTo(20);
    assertThat(SocketDrops.sum(table, 1)).isZero();
  }
}
