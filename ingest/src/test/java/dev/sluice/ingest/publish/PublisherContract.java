package dev.sluice.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.ingest.publish.Publisher.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every publisher does.
public abstract class PublisherContract {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SOON = Duration.ofSeconds(20);

  protected abstract Publisher publisher();

  /// What is on the stream; of a key, in its order.
  protected abstract List<StreamEntry> stream();

  /// From now on the stream does not answer, until [#returnsToWork].
  protected abstract void goesAway();

  protected abstract void returnsToWork();

  private static StreamEntry entry(String key, int number) {
    return new StreamEntry(key, (key + ":" + number).getBytes(StandardCharsets.UTF_8));
  }

  private CompletableFuture<Void> take(List<StreamEntry> entries, Duration patience) {
    Offer offer = publisher().offer(entries, patience);
    assertThat(offer).isInstanceOf(Offer.Taken.class);
    return ((Offer.Taken) offer).acknowledged();
  }

  private List<String> stored(String key) {
    return stream().stream()
        .filter(entry -> entry.partitionKey().equals(key))
        .map(PublisherContract::text)
        .toList();
  }

  private static String text(StreamEntry entry) {
    return new String(entry.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsAcknowledgedIsOnTheStream() {
    List<StreamEntry> entries =
        IntStream.range(0, 700).mapToObj(i -> entry("device-" + i, i)).toList();
    assertThat(take(entries, PATIENCE)).succeedsWithin(SOON);
    assertThat(stream().stream().map(PublisherContract::text))
        .containsExactlyInAnyOrderElementsOf(
            entries.stream().map(PublisherContract::text).toList());
  }

  @Test
  void entriesOfAKeyKeepTheirOrder() {
    List<CompletableFuture<Void>> offers = new ArrayList<>();
    for (int i = 0; i < 60; i += 3) {
      offers.add(
          take(
              List.of(entry("a", i), entry("b", i), entry("a", i + 1), entry("a", i + 2)),
              PATIENCE));
    }
    assertThat(CompletableFuture.allOf(offers.toArray(CompletableFuture[]::new)))
        .succeedsWithin(SOON);
    assertThat(stored("a"))
        .containsExactlyElementsOf(IntStream.range(0, 60).mapToObj(i -> "a:" + i).toList());
    assertThat(stored("b")).hasSize(20);
  }

  @Test
  void nothingIsAcknowledgedAtOnce() {
    assertThat(take(List.of(), PATIENCE)).succeedsWithin(SOON);
  }

  @Test
  void manyThreadsMayOffer() {
    List<CompletableFuture<Void>> offers =
        IntStream.range(0, 400)
            .parallel()
            .mapToObj(i -> take(List.of(entry("device-" + i % 50, i)), PATIENCE))
            .toList();
    assertThat(CompletableFuture.allOf(offers.toArray(CompletableFuture[]::new)))
        .succeedsWithin(SOON);
    assertThat(stream()).hasSize(400);
  }

  @Test
  void aStreamThatIsAwayIsToldAndComesBack() {
    assertThat(publisher().state()).isEqualTo(State.OPEN);
    goesAway();
    publisher().offer(List.of(entry("a", 1)), PATIENCE);
    await().atMost(SOON).until(() -> publisher().state() == State.AWAY);
    assertThat(publisher().offer(List.of(entry("b", 1)), PATIENCE))
        .isInstanceOfSatisfying(
            Offer.Away.class, away -> assertThat(away.retryAfter()).isPositive());
    returnsToWork();
    await().atMost(SOON).until(() -> publisher().state() == State.OPEN);
    assertThat(take(List.of(entry("b", 2)), PATIENCE)).succeedsWithin(SOON);
    assertThat(stored("b")).containsExactly("b:2");
  }
}
