package dev.sluice.ingest.queue;

import dev.sluice.ingest.publish.Publisher;
import dev.sluice.ingest.submission.SubmissionReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes submissions from a queue, as many side by side as it may hold, and asks for no more while
/// the stream is away or has no room: they are safe where they are. [#drain] ends it.
public final class Intake {
  /// Longer than any attempt may take.
  private static final Duration STUCK_AFTER = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final SubmissionQueue queue;
  private final Delivering delivering;
  private final Hands hands;
  private final Stop stop = new Stop();

  /// Of what goes on until no message is left.
  private final Stop last = new Stop();

  private final ExecutorService messages =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("submission-", 0).factory());
  private final List<Poller> pollers;
  private final List<Thread> polling = new ArrayList<>();
  private final List<Thread> housekeeping = new ArrayList<>();

  /// What it works on.
  public record Ends(SubmissionQueue queue, Publisher publisher, RefusedSubmissions refused) {}

  /// Begins at once.
  public Intake(
      Ends ends,
      SubmissionReader reader,
      PollOptions options,
      MeterRegistry registry,
      Clock clock) {
    queue = ends.queue();
    Held held = new Held(options.inFlight(), clock);
    IntakeMeters meters = new IntakeMeters(registry, held, clock);
    Valve valve = new Valve(ends.publisher(), clock);
    delivering = new Delivering(reader, ends, valve, options.patience(), clock, meters);
    Deletions deletions = new Deletions(queue, options.inFlight(), messages, last);
    hands =
        new Hands(
            held, delivering, new Hands.Leaving(queue, deletions, meters), messages, stop, clock);
    pollers =
        Stream.generate(() -> new Poller(queue, options, valve, hands, stop, new Pulse(clock)))
            .limit(options.pollers())
            .toList();
    start(deletions, new Renewals(queue, held, options.visibility(), meters, last));
  }

  private void start(Deletions deletions, Renewals renewals) {
    housekeeping.add(Thread.ofVirtual().name("sqs-deletions").start(deletions));
    housekeeping.add(Thread.ofVirtual().name("sqs-renewals").start(renewals));
    for (Poller poller : pollers) {
      polling.add(Thread.ofVirtual().name("sqs-poller-" + polling.size()).start(poller));
    }
  }

  /// Asks for no more messages. What is on its way to the stream is waited for, at most so long;
  /// all else goes back to the queue.
  public void drain(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    stop.request();
    for (Thread poller : polling) {
      poller.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
    if (!hands.held().awaitNone(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
      giveBackTheRest();
    }
    messages.shutdownNow();
    last.request();
    for (Thread thread : housekeeping) {
      thread.join();
    }
  }

  private void giveBackTheRest() {
    List<Delivery> rest = hands.held().hiddenFor(Duration.ZERO);
    if (!rest.isEmpty()) {
      LOG.warn("{} messages were not acknowledged in time; they go back to the queue", rest.size());
    }
    rest.stream()
        .gather(Gatherers.windowFixed(SubmissionQueue.BATCH))
        .forEach(some -> {
          try {
            queue.hide(some, Duration.ZERO);
          } catch (QueueAwayException e) {
            LOG.warn("{} messages come back only when their time is over", some.size(), e);
          }
        });
  }

  /// Messages in hand.
  public int held() {
    return hands.held().count();
  }

  /// Whether something has returned nothing at all for so long that only a new start helps.
  public boolean isStuck() {
    return Stream.concat(pollers.stream().map(Poller::pulse), hands.pulses().stream())
        .anyMatch(pulse -> pulse.age().compareTo(STUCK_AFTER) > 0);
  }

  /// Whether the queue answered at least one poller the last time it was asked.
  public boolean queueAnswers() {
    return pollers.stream().anyMatch(Poller::isAnswered);
  }

  /// Whether the last dead letter that there was could be kept.
  public boolean keepsDeadLetters() {
    return delivering.keepsDeadLetters();
  }
}
