package dev.sluice.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.guarantee.StoreFacts.Item;
import dev.sluice.e2e.guarantee.StoreFacts.Letter;
import dev.sluice.e2e.guarantee.StoreFacts.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RandomRunTest {
  private static final int RUNS = 40;
  private static SplittableRandom seeds = new SplittableRandom();

  /// Changes a run at one place and says what a breach of which promise must name.
  private interface Mutation extends BiFunction<ForgedRun, SplittableRandom, Named> {}

  private record Named(String promise, String id) {}

  private static final Map<String, Mutation> MUTATIONS =
      new TreeMap<>(
          Map.of(
              "an item is gone", RandomRunTest::itemGone,
              "a letter is gone", RandomRunTest::letterGone,
              "a letter has another reason", RandomRunTest::otherReason,
              "a stored event has a letter too", RandomRunTest::letterToo,
              "an item has another content", RandomRunTest::otherContent,
              "a claim is gone", RandomRunTest::claimGone,
              "a state is older", RandomRunTest::otherState,
              "two stores are swapped", RandomRunTest::swapped,
              "a checkpoint was ahead", RandomRunTest::ahead,
              "a count is off", RandomRunTest::countOff));

  @BeforeAll
  static void seed() {
    long seed = Long.getLong("sluice.seed", new SplittableRandom().nextLong(1L << 32));
    System.out.println("RandomRunTest: -Dsluice.seed=" + seed);
    seeds = new SplittableRandom(seed);
  }

  @Test
  void whateverHappensToARunThatKeepsThePromisesNoneIsFoundBroken() {
    for (int i = 0; i < RUNS; i++) {
      Verdict verdict = Verdict.of(new RandomRun(seeds.split()).run.history());
      assertThat(verdict.breaches()).as(verdict.table()).isEmpty();
    }
  }

  @Test
  void oneChangeAnywhereIsFoundWhereItIs() {
    MUTATIONS.forEach((what, mutation) -> {
      for (int i = 0; i < RUNS / 4; i++) {
        SplittableRandom random = seeds.split();
        ForgedRun run = new RandomRun(random).run;
        Named expected = mutation.apply(run, random);
        Verdict verdict = Verdict.of(run.history());
        assertThat(verdict.breaches())
            .as("%s: %s%n%s", what, expected, verdict.table())
            .anySatisfy(breach -> {
              assertThat(breach.promise()).isEqualTo(expected.promise());
              assertThat(breach.ids()).contains(expected.id());
            });
      }
    });
  }

  private static Named itemGone(ForgedRun run, SplittableRandom random) {
    Item gone = pick(run.items.values(), random);
    run.items.remove(gone.eventId());
    return new Named("EVERY_EVENT_ACCOUNTED", gone.place().toString());
  }

  private static Named letterGone(ForgedRun run, SplittableRandom random) {
    Letter gone = pick(run.letters.values(), random);
    run.letters.remove(gone.place());
    return new Named("EVERY_EVENT_ACCOUNTED", gone.place().toString());
  }

  private static Named otherReason(ForgedRun run, SplittableRandom random) {
    Place place = pick(run.letters.values(), random).place();
    run.letters.put(place, new Letter(place, "wrong_root", 0));
    return new Named("EVERY_EVENT_ACCOUNTED", place.toString());
  }

  private static Named letterToo(ForgedRun run, SplittableRandom random) {
    Place place = pick(run.items.values(), random).place();
    run.letters.put(place, new Letter(place, "id_collision", 0));
    return new Named("EVERY_EVENT_ACCOUNTED", place.toString());
  }

  private static Named otherContent(ForgedRun run, SplittableRandom random) {
    Item item = pick(run.items.values(), random);
    run.items.put(
        item.eventId(),
        new Item(
            item.eventId(),
            item.deviceId(),
            item.eventType(),
            item.eventKey(),
            item.place(),
            "other"));
    return new Named("NO_SILENT_COLLISION", item.eventId().toString());
  }

  private static Named claimGone(ForgedRun run, SplittableRandom random) {
    Item item = pick(run.items.values(), random);
    run.claims.remove(item.eventId());
    return new Named("NO_DUPLICATE_ITEM", item.eventId().toString());
  }

  private static Named otherState(ForgedRun run, SplittableRandom random) {
    State state = pick(run.states.values(), random);
    run.states.put(
        state.deviceId(), new State(state.deviceId(), state.eventType(), "2000-01-01#older"));
    return new Named("DEVICE_STATE_IS_NEWEST", state.deviceId() + "/temperature");
  }

  /// Two events that stand one behind the other in the trace: they are of one batch.
  private static Named swapped(ForgedRun run, SplittableRandom random) {
    List<Runnable> swaps = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    run.traces
        .values()
        .forEach(trace -> {
          for (int i = 0; i < trace.size() - 1; i++) {
            int at = i;
            if (trace.get(i) instanceof TraceEntry.Stored one
                && trace.get(i + 1) instanceof TraceEntry.Stored other
                && one.deviceId().equals(other.deviceId())) {
              swaps.add(() -> java.util.Collections.swap(trace, at, at + 1));
              ids.add(one.eventId().toString());
            }
          }
        });
    int which = random.nextInt(swaps.size());
    swaps.get(which).run();
    return new Named("DEVICE_ORDER_KEPT", ids.get(which));
  }

  /// Just before the first store of an event.
  private static Named ahead(ForgedRun run, SplittableRandom random) {
    Item item = pick(run.items.values(), random);
    TraceEntry first =
        run.traces.values().stream()
            .flatMap(Collection::stream)
            .filter(entry ->
                entry instanceof TraceEntry.Stored stored
                    && stored.eventId().equals(item.eventId()))
            .min(java.util.Comparator.comparing(TraceEntry::at))
            .orElseThrow();
    run.checkpoints.add(
        CheckpointSample.of(
            first.at().minusMillis(1),
            item.place().shardId(),
            item.place().sequenceNumber().toString()));
    return new Named("CHECKPOINT_NEVER_AHEAD", item.place().toString());
  }

  private static Named countOff(ForgedRun run, SplittableRandom random) {
    String process = pick(run.counts.keySet(), random);
    run.counts(process).stored += random.nextBoolean() ? 1 : -1;
    run.sample(process, false);
    run.sample(process, false);
    return new Named("METRIC_IDENTITY", process);
  }

  private static <T> T pick(Collection<T> from, SplittableRandom random) {
    List<T> all = List.copyOf(from);
    return Objects.requireNonNull(all.get(random.nextInt(all.size())));
  }
}
