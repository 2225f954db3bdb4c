package dev.sluice.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every queue of submissions does, SQS and its double.
public abstract class SubmissionQueueContract {
  private static final Duration HIDDEN = Duration.ofSeconds(60);

  /// An empty one.
  protected abstract SubmissionQueue queue();

  protected abstract void send(String body);

  private List<Delivery> receive(SubmissionQueue queue, int most, Duration hidden) {
    List<Delivery> all = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> {
          all.addAll(queue.receive(most, Duration.ofMillis(1_000), hidden));
          return !all.isEmpty();
        });
    return all;
  }

  @Test
  void aMessageIsHandedOutWithItsBodyAndTimeAndThenHidden() {
    SubmissionQueue queue = queue();
    Instant before = Instant.now().minusSeconds(2);
    send("{\"é\":\"☃ 😀\"}");
    Delivery delivery = receive(queue, 10, HIDDEN).getFirst();
    assertThat(delivery.body()).isEqualTo("{\"é\":\"☃ 😀\"}");
    assertThat(delivery.messageId()).isNotEmpty();
    assertThat(delivery.sent()).isBetween(before, Instant.now().plusSeconds(2));
    assertThat(queue.receive(10, Duration.ZERO, HIDDEN)).isEmpty();
    assertThat(queue.depth()).isEqualTo(new SubmissionQueue.Depth(0, 1));
  }

  @Test
  void anEmptyQueueKeepsOneWaitingForNoLongerThanSaid() {
    SubmissionQueue queue = queue();
    Instant start = Instant.now();
    assertThat(queue.receive(1, Duration.ofSeconds(1), HIDDEN)).isEmpty();
    assertThat(Duration.between(start, Instant.now()))
        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(8));
  }

  @Test
  void noMoreAreHandedOutThanAskedFor() {
    SubmissionQueue queue = queue();
    IntStream.range(0, 5).forEach(i -> send("m" + i));
    assertThat(receive(queue, 2, HIDDEN)).hasSizeBetween(1, 2);
  }

  @Test
  void whatIsDeletedIsGoneAndMayBeDeletedAgain() {
    SubmissionQueue queue = queue();
    send("m");
    List<Delivery> all = receive(queue, 10, HIDDEN);
    assertThat(queue.delete(all)).isEmpty();
    assertThat(queue.delete(all)).isEmpty();
    assertThat(queue.depth()).isEqualTo(new SubmissionQueue.Depth(0, 0));
  }

  @Test
  void whatIsGivenBackIsHandedOutAgainAtOnceUnderANewReceipt() {
    SubmissionQueue queue = queue();
    send("m");
    Delivery first = receive(queue, 1, HIDDEN).getFirst();
    queue.hide(List.of(first), Duration.ZERO);
    Delivery second = receive(queue, 1, HIDDEN).getFirst();
    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.sent()).isEqualTo(first.sent());
    assertThat(second.receipt()).isNotEqualTo(first.receipt());
  }

  @Test
  void whatIsNotDeletedComesBackUnlessItIsHiddenAnew() {
    SubmissionQueue queue = queue();
    send("m");
    Delivery first = receive(queue, 1, Duration.ofSeconds(1)).getFirst();
    queue.hide(List.of(first), HIDDEN);
    assertThat(queue.receive(1, Duration.ofSeconds(2), HIDDEN)).isEmpty();
    queue.hide(List.of(first), Duration.ofSeconds(1));
    assertThat(receive(queue, 1, HIDDEN).getFirst().messageId()).isEqualTo(first.messageId());
  }

  @Test
  void whatIsGoneIsPassedOverWhereSomeAreHidden() {
    SubmissionQueue queue = queue();
    send("a");
    Delivery gone = receive(queue, 1, HIDDEN).getFirst();
    queue.delete(List.of(gone));
    send("b");
    Delivery there = receive(queue, 1, HIDDEN).getFirst();
    queue.hide(List.of(gone, there), Duration.ZERO);
    assertThat(receive(queue, 10, HIDDEN)).extracting(Delivery::body).containsExactly("b");
  }
}
