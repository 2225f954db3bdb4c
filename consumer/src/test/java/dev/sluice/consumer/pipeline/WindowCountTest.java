package dev.sluice.consumer.pipeline;

import static dev.sluice.consumer.pipeline.Samples.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.WindowItem;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import dev.sluice.window.WindowConfiguration;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowFields;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Windows are what a naive computation over the stored events gives, each event once.
class WindowCountTest {
  private static final int EVENTS = 400;
  private static final WindowFields FIELDS =
      WindowConfiguration.read(
          List.of(
              Map.of("event-type", "a", "fields", "/payload/x,/payload/deep/y"),
              Map.of("event-type", "b", "fields", "/payload/x")));

  private final InMemoryCounters<WindowItem> windows = new InMemoryCounters<>(new Journal());
  private final TestShard shard = new TestShard();

  private WindowCount worker() {
    return new WindowCount(
        windows, FIELDS, new WindowCount.Kept(Duration.ofDays(45), Duration.ofDays(400)));
  }

  private static StoredEvent stored(int sequence, String type, Instant time, String payload) {
    Event event =
        new Event(
            Samples.id(sequence), "d", type, null, time, RECEIVED, payload, Source.ADAPTER_EVENT);
    return Samples.item(event, sequence);
  }

  /// Most are recent, and some are up to twenty days late; a few have no number.
  private static List<StoredEvent> events(Random random) {
    List<StoredEvent> all = new ArrayList<>();
    for (int i = 1; i <= EVENTS; i++) {
      int late = random.nextInt(3) == 0 ? random.nextInt(20 * 86_400) : random.nextInt(300);
      String x = random.nextInt(10) == 0 ? "\"none\"" : random.nextInt(-99, 99) + ".25";
      all.add(
          stored(
              i,
              List.of("a", "b", "c").get(random.nextInt(3)),
              RECEIVED.minusSeconds(late),
              "{\"x\":" + x + ",\"deep\":{\"y\":" + random.nextInt(1000) + "}}"));
    }
    return all;
  }

  private void countAll(WindowCount worker, List<StoredEvent> all, Random random) throws Exception {
    for (int from = 0; from < all.size(); ) {
      int to = Math.min(all.size(), from + 1 + random.nextInt(200));
      worker.count(all.subList(from, to), shard);
      from = to;
    }
  }

  private record Window(WindowField of, WindowLength length, Instant start) {
    static Window of(WindowTotals total) {
      return new Window(
          new WindowField(total.eventType(), total.field()), total.length(), total.start());
    }
  }

  private Map<Window, WindowTotals> kept() {
    Map<Window, WindowTotals> kept = new HashMap<>();
    windows
        .kept()
        .values()
        .forEach(item -> item.totals().values().forEach(t -> kept.put(Window.of(t), t)));
    return kept;
  }

  private static Map<Window, WindowTotals> expected(List<StoredEvent> all) {
    Map<Window, WindowTotals> expected = new HashMap<>();
    for (StoredEvent item : all) {
      FIELDS
          .measure(item.event(), item.position())
          .forEach(one -> {
            for (WindowLength length : WindowLength.values()) {
              WindowTotals single =
                  WindowTotals.of(
                      one.of().eventType(),
                      one.of().field(),
                      length,
                      length.start(item.event().eventTime()),
                      one.number());
              expected.merge(Window.of(single), single, WindowTotals::plus);
            }
          });
    }
    return expected;
  }

  @Test
  void replayInOtherBatchesWithLateEventsAddsNothing() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed of the windows of a shard: " + seed);
    Random random = new Random(seed);
    List<StoredEvent> all = events(random);
    countAll(worker(), all, random);
    assertThat(kept()).isEqualTo(expected(all)).hasSizeGreaterThan(200);

    WindowCount another = worker();
    countAll(another, all, random);
    countAll(another, all, random);
    assertThat(kept()).isEqualTo(expected(all));
  }

  @Test
  void workersOnOneShardCountEachEventOnce() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed of the workers on windows: " + seed);
    List<StoredEvent> all = events(new Random(seed));
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Callable<Void>> workers =
          IntStream.range(0, 3)
              .mapToObj(number ->
                  (Callable<Void>)
                      () -> {
                        countAll(worker(), all, new Random(seed + number));
                        return null;
                      })
              .toList();
      for (Future<Void> end : threads.invokeAll(workers)) {
        end.get();
      }
    }
    assertThat(kept()).isEqualTo(expected(all));
  }

  @Test
  void whatIsToldIsWhatTheShardHasCountedSoFarReadAgainOrNot() throws Exception {
    WindowCount worker = worker();
    worker.count(List.of(stored(1, "b", RECEIVED, "{\"x\":1}")), shard);
    StoredEvent second = stored(2, "b", RECEIVED, "{\"x\":3}");
    List<WindowTotals> told = worker.count(List.of(second), shard);

    assertThat(told)
        .extracting(WindowTotals::length, WindowTotals::count, WindowTotals::sum)
        .containsExactly(
            tuple(WindowLength.MINUTE, 2L, new BigDecimal("4")),
            tuple(WindowLength.HOUR, 2L, new BigDecimal("4")));
    assertThat(worker.count(List.of(second), shard)).isEqualTo(told);
    assertThat(worker().count(List.of(second), shard)).as("after a crash").isEqualTo(told);
    assertThat(worker.count(List.of(stored(3, "a", RECEIVED, "{\"x\":7}")), shard))
        .as("only of the fields that the batch touched")
        .extracting(WindowTotals::eventType, WindowTotals::field)
        .containsOnly(tuple("a", "/payload/x"));
  }

  @Test
  void absurdNumbersDoNotCountAndOthersOfTheEventDo() throws Exception {
    worker()
        .count(List.of(stored(1, "a", RECEIVED, "{\"x\":1E+100000,\"deep\":{\"y\":5}}")), shard);
    assertThat(kept().values())
        .hasSize(2)
        .allSatisfy(total -> assertThat(total.field()).isEqualTo("/payload/deep/y"));
  }

  @Test
  void typesThatAreNotConfiguredCostNothing() throws Exception {
    assertThat(worker().count(List.of(stored(1, "c", RECEIVED, "{\"x\":1}")), shard)).isEmpty();
    assertThat(windows.kept()).isEmpty();
    assertThat(shard.failures()).isEmpty();
  }
}
