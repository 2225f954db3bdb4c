package dev.sluice.e2e.guarantee;

import static dev.sluice.e2e.guarantee.ForgedRun.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.Tally;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One run with a bit of everything, and every way to forge it.
class PromisesTest {

  @Test
  void aRunInWhichNothingWentWrongKeepsEveryPromise() {
    Verdict verdict = Verdict.of(Sample.run().history());
    assertThat(verdict.breaches()).isEmpty();
    assertThat(verdict.judgements()).allSatisfy(one -> assertThat(one.judged()).isPositive());
    assertThat(verdict.isKept()).isTrue();
  }

  @Test
  void aRunOfWhichNothingIsKnownProvesNothing() {
    Verdict verdict = Verdict.of(new ForgedRun().history());
    assertThat(verdict.judgements())
        .extracting(Judgement::outcome)
        .containsOnly(Judgement.Outcome.UNPROVEN);
    assertThat(verdict.isKept()).isFalse();
  }

  @Test
  void checkpointsProveNothingWithoutTraces() {
    ForgedRun run = Sample.run();
    run.traces.clear();
    assertThat(Verdict.of(run.history()).judgements())
        .filteredOn(one -> one.outcome() == Judgement.Outcome.UNPROVEN)
        .extracting(Judgement::promise)
        .containsExactly("DEVICE_ORDER_KEPT", "CHECKPOINT_NEVER_AHEAD");
  }

  @Test
  void everyPromiseHasANameOfItsOwn() {
    assertThat(Promise.all().stream().map(Promise::name))
        .containsExactly(
            "EVERY_EVENT_ACCOUNTED",
            "NO_DUPLICATE_ITEM",
            "DEVICE_STATE_IS_NEWEST",
            "DEVICE_ORDER_KEPT",
            "NO_SILENT_COLLISION",
            "CHECKPOINT_NEVER_AHEAD",
            "METRIC_IDENTITY",
            "EVERY_EXPIRED_EVENT_ARCHIVED_ONCE",
            "ERASED_STAYS_ERASED");
  }

  @Test
  void aRunWithoutArchiveAndErasuresIsNotJudgedByThem() {
    assertThat(Verdict.of(Sample.run().history()).judgements())
        .extracting(Judgement::promise)
        .doesNotContain("EVERY_EXPIRED_EVENT_ARCHIVED_ONCE", "ERASED_STAYS_ERASED");
  }

  @ParameterizedTest
  @MethodSource
  void aForgeryIsFoundByTheExactIds(Forgery forgery) {
    ForgedRun run = Sample.run();
    forgery.forge().accept(run);
    Verdict verdict = Verdict.of(run.history());
    List<String> found =
        verdict.breaches().stream()
            .map(breach -> breach.promise() + " " + named(breach.ids()))
            .sorted()
            .toList();
    assertThat(found).as(verdict.table()).isEqualTo(forgery.breaches());
    assertThat(verdict.isKept()).isFalse();
  }

  /// Ids by their letter.
  private static String named(List<String> ids) {
    return ids.stream()
        .map(id ->
            id.length() == 36
                ? Character.toString((char) Integer.parseInt(id.substring(34), 16))
                : id)
        .collect(Collectors.joining(" "));
  }

  static Stream<Forgery> aForgeryIsFoundByTheExactIds() {
    return Stream.of(
            StoreForgeries.accounting(),
            StoreForgeries.items(),
            StoreForgeries.states(),
            StoreForgeries.collisions(),
            TraceForgeries.order(),
            TraceForgeries.checkpoints(),
            TraceForgeries.metrics(),
            StoreForgeries.erasures())
        .flatMap(List::stream);
  }

  @Test
  void aReadingBetweenTwoAdditionsIsNoBreach() {
    ForgedRun run = Sample.run();
    Tally right = run.metrics.getLast().tally();
    Tally torn =
        new Tally(right.received() + 3, right.stored(), 0, new TreeMap<>(), 0, 0, 0, Duration.ZERO);
    run.metrics.add(2, new MetricSample(run.metrics.get(1).at(), "two", torn, false));
    assertThat(new MetricIdentity().breaches(run.history())).isEmpty();
  }
}
