package dev.sluice.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.ingest.publish.InMemoryPublisher;
import dev.sluice.ingest.publish.InMemoryPublisher.Mode;
import dev.sluice.ingest.publish.Offer;
import dev.sluice.ingest.publish.Publisher;
import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.submission.Sample;
import dev.sluice.ingest.submission.SubmissionLimits;
import dev.sluice.ingest.submission.SubmissionReader;
import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.RejectReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeTest {
  private static final PollOptions OPTIONS =
      new PollOptions(
          2, 10, 7, Duration.ofMillis(20), Duration.ofSeconds(30), Duration.ofSeconds(2));

  private final Random random = new Random(7);
  private final JumpingClock clock = new JumpingClock(Sample.NOW);
  private final InMemoryQueue queue = new InMemoryQueue(clock);
  private final InMemoryPublisher publisher = new InMemoryPublisher();
  private final InMemoryRefusedSubmissions refused = new InMemoryRefusedSubmissions();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private @Nullable Intake intake;

  private Intake start(PollOptions options, Publisher stream) {
    Intake started =
        new Intake(
            new Intake.Ends(queue, stream, refused),
            new SubmissionReader(AcceptanceWindow.DEFAULT, SubmissionLimits.DEFAULT),
            options,
            meters,
            clock);
    intake = started;
    return started;
  }

  private Intake start() {
    return start(OPTIONS, publisher);
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (intake != null) {
      publisher.release();
      intake.drain(Duration.ofSeconds(5));
    }
  }

  private String sendGood() {
    return queue.send(Sample.good(random).body());
  }

  private void awaitEmpty() {
    await().atMost(Duration.ofSeconds(20)).until(() -> queue.size() == 0);
  }

  private List<String> stream() {
    return publisher.stream().stream()
        .map(entry -> new String(entry.bytes(), StandardCharsets.UTF_8))
        .toList();
  }

  private double count(String name, String... tags) {
    return meters.get(name).tags(tags).counter().count();
  }

  @Test
  void anAcknowledgedSubmissionLeavesTheQueueAndItsEventsAreOnTheStream() {
    Sample sample = Sample.good(random);
    queue.send(sample.body());
    start();
    awaitEmpty();
    assertThat(publisher.stream()).hasSize(sample.events());
    await().until(() -> count("sluice.ingest.sqs.messages", "outcome", "deleted") == 1);
    assertThat(count("sluice.ingest.submissions", "outcome", "accepted")).isEqualTo(1);
    assertThat(meters.get("sluice.ingest.sqs.undeleted").gauge().value()).isZero();
  }

  @Test
  void nothingIsDeletedBeforeItsEventsAreAcknowledged() {
    publisher.become(Mode.HOLD);
    String id = sendGood();
    Intake started = start();
    await().until(() -> publisher.waiting() > 0);
    assertThat(queue.receivesOf(id)).isEqualTo(1);
    assertThat(started.held()).isEqualTo(1);
    publisher.release();
    awaitEmpty();
  }

  @Test
  void anEventThatIsNotAcknowledgedIsOfferedAgainUntilItIs() {
    publisher.become(Mode.HOLD);
    String id = sendGood();
    start();
    for (int again = 0; again < 3; again++) {
      await().until(() -> publisher.waiting() > 0);
      publisher.fail();
    }
    await().until(() -> publisher.waiting() > 0);
    assertThat(queue.receivesOf(id)).isEqualTo(1);
    publisher.release();
    awaitEmpty();
  }

  @Test
  void aRefusedSubmissionIsKeptAsADeadLetterAndOnlyThenDeleted() {
    refused.setAway(true);
    Sample bad = Sample.bad(random);
    String id = queue.send(bad.body());
    sendGood();
    Intake started = start();
    await().until(() -> refused.attempts() > 1);
    await().until(() -> queue.size() == 1);
    assertThat(queue.receivesOf(id)).isEqualTo(1);
    assertThat(started.keepsDeadLetters()).isFalse();

    refused.setAway(false);
    awaitEmpty();
    assertThat(refused.letters()).containsOnlyKeys(id);
    RejectReason reason = bad.refused().orElseThrow();
    assertThat(refused.of(bad.submissionId()).orElseThrow().cause().reason())
        .isEqualTo(reason.text());
    assertThat(started.keepsDeadLetters()).isTrue();
    assertThat(count("sluice.ingest.submissions", "reason", reason.text())).isEqualTo(1);
  }

  @Test
  void whileTheStreamIsAwayNoMessageIsAskedForAndAllFlowAfterwards() {
    publisher.become(Mode.AWAY);
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> sendGood()).toList();
    start();
    assertThat(IntStream.range(0, 40).filter(i -> queue.receivesOf(ids.get(i)) > 0).count())
        .isZero();
    publisher.become(Mode.ACKNOWLEDGE);
    awaitEmpty();
    assertThat(refused.letters()).isEmpty();
  }

  @Test
  void whatIsInHandWhenTheStreamGoesAwayStaysHiddenAndIsHandedOutOnce() {
    publisher.become(Mode.FULL);
    List<String> ids = IntStream.range(0, 40).mapToObj(i -> sendGood()).toList();
    Intake started = start();
    await().until(() -> started.held() == OPTIONS.inFlight());
    publisher.become(Mode.AWAY);
    assertThat(started.held()).isEqualTo(OPTIONS.inFlight());
    assertThat(ids.stream().mapToInt(queue::receivesOf).sum()).isEqualTo(OPTIONS.inFlight());
    publisher.become(Mode.ACKNOWLEDGE);
    awaitEmpty();
  }

  @Test
  void noMoreMessagesAreInHandThanAllowed() {
    publisher.become(Mode.HOLD);
    IntStream.range(0, 40).forEach(i -> sendGood());
    Intake started = start();
    await().until(() -> started.held() == OPTIONS.inFlight());
    while (queue.size() > 0) {
      assertThat(started.held()).isLessThanOrEqualTo(OPTIONS.inFlight());
      publisher.release();
    }
  }

  @Test
  void aMessageThatIsHeldForLongerThanItsVisibilityIsNotHandedOutAgain() {
    publisher.become(Mode.HOLD);
    String id = sendGood();
    start(
        new PollOptions(
            2, 10, 7, Duration.ofMillis(20), Duration.ofSeconds(3), Duration.ofSeconds(60)),
        publisher);
    await().until(() -> publisher.waiting() > 0);
    long begun = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(5));
    assertThat(queue.receivesOf(id)).isEqualTo(1);
    publisher.release();
    awaitEmpty();
  }

  @Test
  void whatCannotBeDeletedComesBackAndItsEventsAreTheSameBytes() {
    queue.refuseDeletions(5);
    Sample sample = Sample.good(random);
    queue.send(sample.body());
    start(
        new PollOptions(
            1, 10, 7, Duration.ofMillis(20), Duration.ofSeconds(3), Duration.ofSeconds(2)),
        publisher);
    awaitEmpty();
    assertThat(stream()).hasSize(2 * sample.events());
    assertThat(stream().subList(0, sample.events()))
        .isEqualTo(stream().subList(sample.events(), 2 * sample.events()));
  }

  @Test
  void aQueueThatDoesNotAnswerIsAskedAgain() {
    queue.setAway(true);
    sendGood();
    Intake started = start();
    await().until(() -> !started.queueAnswers());
    queue.setAway(false);
    awaitEmpty();
    await().until(started::queueAnswers);
    assertThat(started.isStuck()).isFalse();
  }

  @Test
  void aMessageThatNobodyCanHandleStaysInTheQueueAndHoldsNobodyUp() {
    String poison = queue.send(Sample.good(random).body());
    Publisher breaking =
        new Publisher() {
          private boolean broken;

          @Override
          public synchronized Offer offer(List<StreamEntry> entries, Duration patience) {
            if (!broken) {
              broken = true;
              throw new IllegalStateException("a bug");
            }
            return publisher.offer(entries, patience);
          }

          @Override
          public State state() {
            return publisher.state();
          }
        };
    Intake started = start(OPTIONS, breaking);
    await().until(() -> queue.receivesOf(poison) == 1 && started.held() == 0);
    sendGood();
    await().until(() -> queue.size() == 1);
    assertThat(queue.receivesOf(poison)).isEqualTo(1);
  }

  @Test
  void aStopWaitsForWhatIsOnItsWayAndAsksForNoMore() throws Exception {
    publisher.become(Mode.HOLD);
    IntStream.range(0, 40).forEach(i -> sendGood());
    Intake started = start();
    await().until(() -> started.held() == OPTIONS.inFlight());
    Thread stopping =
        Thread.ofVirtual()
            .start(() -> {
              try {
                started.drain(Duration.ofSeconds(20));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
    publisher.release();
    stopping.join();
    assertThat(queue.size()).isEqualTo(40 - OPTIONS.inFlight());
    long receives = queue.receives();
    sendGood();
    assertThat(queue.receives()).isEqualTo(receives);
    intake = null;
  }

  @Test
  void whatIsNotAcknowledgedBeforeTheEndOfAStopIsBackInTheQueueAtOnce() throws Exception {
    publisher.become(Mode.HOLD);
    IntStream.range(0, 5).forEach(i -> sendGood());
    Intake started = start();
    await().until(() -> started.held() == 5);
    started.drain(Duration.ofMillis(100));
    intake = null;
    Set<String> back = new HashSet<>();
    await()
        .until(() -> {
          queue
              .receive(10, Duration.ZERO, Duration.ofSeconds(30))
              .forEach(delivery -> back.add(delivery.messageId()));
          return back.size() == 5;
        });
  }

  @Test
  void ofAHundredThousandMessagesEachIsAcknowledgedOrADeadLetter() {
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    System.out.println("IntakeTest: -Dsluice.seed=" + seed);
    Random seeded = new Random(seed);
    Set<String> bad = new HashSet<>();
    int events = 0;
    for (int i = 0; i < 100_000; i++) {
      Sample sample = seeded.nextInt(4) == 0 ? Sample.bad(seeded) : Sample.good(seeded);
      String id = queue.send(sample.body());
      events += sample.events();
      if (sample.refused().isPresent()) {
        bad.add(id);
      }
    }
    start(
        new PollOptions(
            4, 10, 1_000, Duration.ofMillis(20), Duration.ofSeconds(300), Duration.ofSeconds(30)),
        publisher);
    await().atMost(Duration.ofMinutes(2)).until(() -> queue.size() == 0);
    assertThat(refused.letters().keySet()).isEqualTo(bad);
    assertThat(publisher.stream()).hasSize(events);
    await().until(() -> count("sluice.ingest.sqs.messages", "outcome", "deleted") == 100_000);
    assertThat(count("sluice.ingest.submissions", "outcome", "accepted"))
        .isEqualTo(100_000 - bad.size());
  }

  @Test
  void whatReturnsNothingAtAllForMinutesIsStuckButAnAttemptThatFailsIsNot() {
    publisher.become(Mode.HOLD);
    sendGood();
    Intake started = start();
    await().until(() -> publisher.waiting() > 0);
    assertThat(started.isStuck()).isFalse();
    clock.forward(Duration.ofMinutes(6));
    assertThat(started.isStuck()).isTrue();
    publisher.fail();
    await().until(() -> !started.isStuck());
  }
}
