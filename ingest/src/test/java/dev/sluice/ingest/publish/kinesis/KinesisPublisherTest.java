package dev.sluice.ingest.publish.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.ingest.publish.NotAcknowledgedException;
import dev.sluice.ingest.publish.Offer;
import dev.sluice.ingest.publish.Publisher;
import dev.sluice.ingest.publish.PublisherContract;
import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.publish.kinesis.ScriptedStream.Line;
import dev.sluice.ingest.publish.outbox.Backoff;
import dev.sluice.ingest.publish.outbox.Outbox;
import dev.sluice.ingest.publish.outbox.OutboxBounds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KinesisPublisherTest extends PublisherContract {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ScriptedStream stream = new ScriptedStream();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PublisherMeters meters = new PublisherMeters(registry);
  private final KinesisPublisher publisher = publisher(Duration.ofSeconds(20));

  private KinesisPublisher publisher(Duration drain) {
    Outbox outbox =
        new Outbox(
            new OutboxBounds(500, 1 << 20, Duration.ofMillis(5), 1_000, 1 << 22, 0),
            new Backoff(Duration.ofMillis(5), Duration.ofMillis(50), new SplittableRandom(1)),
            Duration.ofMillis(200));
    KinesisPublisher made =
        new KinesisPublisher(outbox, stream, PublisherLog.of("scripted", meters), 3, drain);
    meters.watch(made);
    return made.start();
  }

  @Override
  protected Publisher publisher() {
    return publisher;
  }

  @Override
  protected List<StreamEntry> stream() {
    return stream.stored();
  }

  @Override
  protected void goesAway() {
    stream.always(ScriptedStream.FAILS);
  }

  @Override
  protected void returnsToWork() {
    stream.always(ScriptedStream.STORES_ALL);
  }

  @AfterEach
  void close() {
    stream.always(ScriptedStream.STORES_ALL);
    publisher.close();
  }

  private static StreamEntry entry(String key, int number) {
    return new StreamEntry(key, (key + number).getBytes(StandardCharsets.UTF_8));
  }

  private CompletableFuture<Void> take(Duration patience, StreamEntry... entries) {
    return ((Offer.Taken) publisher.offer(List.of(entries), patience)).acknowledged();
  }

  @Test
  void whatIsRefusedGoesAgainAndIsCounted() {
    stream.then(new Line.Stores(entry -> !entry.partitionKey().equals("b")));
    assertThat(take(PATIENCE, entry("a", 1), entry("b", 1), entry("c", 1))).succeedsWithin(SOON);
    assertThat(stream.stored())
        .extracting(StreamEntry::partitionKey)
        .containsExactly("a", "c", "b");
    assertThat(
            registry
                .get("sluice.ingest.entry.failures")
                .tag("code", "ProvisionedThroughputExceededException")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(registry.get("sluice.ingest.put.units").counter().count()).isEqualTo(3);
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(
                    registry
                        .get("sluice.ingest.acknowledgement")
                        .tag("result", "acknowledged")
                        .timer()
                        .count())
                .isEqualTo(1));
  }

  @Test
  void aCallWithoutAnAnswerIsRepeated() {
    stream.then(new Line.Fails(true));
    stream.then(ScriptedStream.FAILS);
    assertThat(take(PATIENCE, entry("a", 1), entry("a", 2))).succeedsWithin(SOON);
    assertThat(stream.stored())
        .extracting(entry -> new String(entry.bytes(), StandardCharsets.UTF_8))
        .as("twice is harmless, out of order is not")
        .containsExactly("a1", "a1", "a2");
  }

  @Test
  void whateverAPortThrowsEndsNoSender() {
    IntStream.range(0, 5).forEach(i -> stream.then(new Line.Throws()));
    assertThat(take(PATIENCE, entry("a", 1))).succeedsWithin(SOON);
  }

  @Test
  void patienceEndsWhileEverySenderHangs() {
    CountDownLatch released = new CountDownLatch(1);
    stream.always(new Line.Waits(released));
    for (int i = 0; i < 3; i++) {
      take(PATIENCE, entry("a" + i, 1));
      int calls = i + 1;
      await().atMost(SOON).until(() -> stream.calls.get() == calls);
    }
    assertThat(take(Duration.ofMillis(150), entry("b", 1)))
        .failsWithin(SOON)
        .withThrowableThat()
        .withCauseInstanceOf(NotAcknowledgedException.class);
    released.countDown();
  }

  @Test
  void theBufferIsBoundedAndItsFillIsTold() {
    CountDownLatch released = new CountDownLatch(1);
    stream.always(new Line.Waits(released));
    List<StreamEntry> all = IntStream.range(0, 1_000).mapToObj(i -> entry("a" + i, i)).toList();
    CompletableFuture<Void> taken = ((Offer.Taken) publisher.offer(all, PATIENCE)).acknowledged();
    assertThat(publisher.offer(List.of(entry("b", 1)), PATIENCE)).isInstanceOf(Offer.Full.class);
    assertThat(registry.get("sluice.ingest.buffer.share").gauge().value()).isEqualTo(1.0);
    assertThat(registry.get("sluice.ingest.buffer.entries").gauge().value()).isEqualTo(1_000);
    released.countDown();
    assertThat(taken).succeedsWithin(SOON);
    assertThat(registry.get("sluice.ingest.buffer.entries").gauge().value()).isZero();
    take(PATIENCE, entry("b", 1));
  }

  @Test
  void itDrainsBeforeItStops() throws InterruptedException {
    CountDownLatch released = new CountDownLatch(1);
    stream.always(new Line.Waits(released));
    CompletableFuture<Void> first = take(PATIENCE, entry("a", 1), entry("a", 2));
    Thread stop = Thread.ofVirtual().start(publisher::close);
    await().atMost(SOON).until(() -> publisher.state() == Publisher.State.AWAY);
    assertThat(publisher.offer(List.of(entry("b", 1)), PATIENCE)).isInstanceOf(Offer.Away.class);
    assertThat(first).isNotDone();
    released.countDown();
    stop.join();
    assertThat(first).isCompleted();
    assertThat(stream.stored()).hasSize(2);
  }

  @Test
  void whatIsNotAcknowledgedWhenTheStopIsOverIsGivenUp() throws InterruptedException {
    stream.always(ScriptedStream.FAILS);
    KinesisPublisher brief = publisher(Duration.ofMillis(100));
    CompletableFuture<Void> left =
        ((Offer.Taken) brief.offer(List.of(entry("a", 1)), PATIENCE)).acknowledged();
    Thread stop = Thread.ofVirtual().start(brief::close);
    assertThat(stop.join(SOON)).isTrue();
    assertThat(left)
        .failsWithin(0, TimeUnit.SECONDS)
        .withThrowableThat()
        .withMessageContaining("stopped");
  }
}
