package dev.sluice.archiver.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.archiver.verify.Report.Verdict;
import dev.sluice.dynamodb.Claim;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconciliationTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-07");
  private static final List<Place> PLACES =
      List.of(
          new Place(DAY, "pressure"),
          new Place(DAY, "temperature"),
          new Place(DAY.plusDays(1), "pressure"));

  private static Report report(TestWorld world, int between, Duration patience) throws Exception {
    return report(world, between, patience, DateRange.ALL);
  }

  private static Report report(TestWorld world, int between, Duration patience, DateRange dates)
      throws Exception {
    return new Reconciliation(
            world.sources(between),
            new Reconciliation.Settings(
                dates, Duration.ZERO, patience, Duration.ofNanos(1), 1_000_000),
            world.clock)
        .run(stage -> items -> {});
  }

  private static Counts counts(Findings findings, Place place) {
    return Objects.requireNonNull(findings.counts().get(place));
  }

  private static TestWorld settled(long seed) {
    TestWorld world = new TestWorld(seed, PLACES);
    world.steps(3_000);
    world.settle();
    return world;
  }

  private static TestWorld.Stored archivedOnly(TestWorld world) {
    return world
        .oneOf(
            world.rows.stream()
                .filter(row -> world.claims.containsKey(row.id()))
                .filter(row -> !world.table.containsKey(row.id()))
                .toList())
        .orElseThrow();
  }

  /// The oracle: whatever goes on while it reads, a history without a fault shows none.
  @Test
  void aPipelineThatGoesOnHasNoDifference() throws Exception {
    int judged = 0;
    for (long seed = 0; seed < 400; seed++) {
      TestWorld world = new TestWorld(seed, PLACES);
      world.steps(500);
      Report report = report(world, (int) (seed % 40), Duration.ofHours(1));
      Counts total = report.findings().total();
      assertThat(total.difference()).as("seed %d: %s", seed, report).isZero();
      assertThat(total.stored())
          .isEqualTo(
              total.present()
                  + total.inFlight()
                  + total.inTransit()
                  + total.archived()
                  + total.refused()
                  + total.erased());
      judged += report.verdict() == Verdict.EVEN ? 1 : 0;
    }
    assertThat(judged).isGreaterThan(390);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aPipelineAtRestAddsUpToWhatWasStored(long seed) throws Exception {
    TestWorld world = settled(seed);
    Report report = report(world, 0, Duration.ZERO);
    Counts total = report.findings().total();
    assertThat(report.verdict()).isEqualTo(Verdict.EVEN);
    assertThat(total.stored()).isEqualTo(world.claims.size() + world.tombstones.size());
    assertThat(total.erased()).isEqualTo(world.tombstones.size());
    assertThat(total.inFlight() + total.inTransit()).isZero();
    assertThat(total.archived())
        .isEqualTo(
            world.rows.stream()
                .map(TestWorld.Stored::id)
                .filter(world.claims::containsKey)
                .distinct()
                .count());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aRowThatIsLostIsMissingAndNamed(long seed) throws Exception {
    TestWorld world = settled(seed);
    TestWorld.Stored lost = archivedOnly(world);
    world.rows.removeIf(row -> row.id().equals(lost.id()));
    world.letters.remove(lost.id());
    Report report = report(world, 0, Duration.ZERO);
    assertThat(report.verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(report.findings().total().difference()).isEqualTo(1);
    assertThat(counts(report.findings(), lost.place()).troubles().missing()).isEqualTo(1);
    assertThat(report.findings().missing())
        .containsExactly(new Findings.Named(lost.id(), lost.place()));
  }

  @Test
  void anEventThatTheConsumerSkippedIsMissing() throws Exception {
    TestWorld world = settled(3);
    TestWorld.Stored skipped =
        world
            .oneOf(
                world.table.values().stream()
                    .filter(event -> !world.rows.contains(event))
                    .filter(event -> !world.letters.contains(event.id()))
                    .toList())
            .orElseThrow();
    world.table.remove(skipped.id());
    assertThat(report(world, 0, Duration.ZERO).findings().missing())
        .extracting(Findings.Named::id)
        .containsExactly(skipped.id());
  }

  @Test
  void aRowTwiceIsNotedAndNoDifference() throws Exception {
    TestWorld world = settled(4);
    long before = report(world, 0, Duration.ZERO).findings().total().notes().repeated();
    TestWorld.Stored twice =
        world
            .oneOf(
                world.rows.stream()
                    .filter(row -> world.rows.stream().filter(row::equals).count() == 1)
                    .toList())
            .orElseThrow();
    world.rows.add(twice);
    Report report = report(world, 0, Duration.ZERO);
    assertThat(report.verdict()).isEqualTo(Verdict.EVEN);
    assertThat(report.findings().total().notes().repeated()).isEqualTo(before + 1);
  }

  @Test
  void anErasedEventInTheArchiveIsADifference() throws Exception {
    TestWorld world = settled(5);
    TestWorld.Stored row = archivedOnly(world);
    world.claims.remove(row.id());
    world.tombstones.put(row.id(), row.place());
    Report report = report(world, 0, Duration.ZERO);
    assertThat(report.verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(report.findings().resurfaced())
        .containsExactly(new Findings.Named(row.id(), row.place()));
  }

  @Test
  void anErasureThatIsNotFinishedCannotBeJudged() throws Exception {
    TestWorld world = settled(6);
    world.beginErasing(archivedOnly(world).device());
    Report half = report(world, 0, Duration.ZERO);
    assertThat(half.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(half.findings().total().troubles().resurfaced()).isPositive();
    world.endErasing(half.findings().resurfaced().isEmpty() ? "" : "device-0");
    for (int device = 0; device < 20; device++) {
      world.endErasing("device-" + device);
    }
    assertThat(report(world, 0, Duration.ZERO).verdict()).isEqualTo(Verdict.EVEN);
  }

  @Test
  void whatIsOnItsWayIsInTransitUntilTheArchiverIsPastTheScan() throws Exception {
    TestWorld world = new TestWorld(7, PLACES);
    world.archiverStands = true;
    world.steps(2_000);
    Report report = report(world, 0, Duration.ZERO);
    assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(report.findings().total().inTransit()).isPositive();
    assertThat(report.findings().missing()).isEmpty();
    world.settle();
    assertThat(report(world, 0, Duration.ZERO).verdict()).isEqualTo(Verdict.EVEN);
  }

  @Test
  void onlyTheDatesAskedForAreAddedUp() throws Exception {
    TestWorld world = settled(8);
    Report report = report(world, 0, Duration.ZERO, new DateRange(DAY, DAY));
    assertThat(report.verdict()).isEqualTo(Verdict.EVEN);
    assertThat(report.findings().counts().keySet()).containsExactly(PLACES.get(0), PLACES.get(1));
  }

  @Test
  void moreIdsThanThereIsMemoryForAreRefused() {
    TestWorld world = settled(9);
    Reconciliation reconciliation =
        new Reconciliation(
            world.sources(0),
            new Reconciliation.Settings(
                DateRange.ALL, Duration.ZERO, Duration.ZERO, Duration.ofNanos(1), 10),
            world.clock);
    assertThatThrownBy(() -> reconciliation.run(stage -> items -> {}))
        .isInstanceOf(TooManyIdsException.class)
        .hasMessageContaining("more than 10 ids")
        .hasMessageContaining("--from");
  }

  @Test
  void aClaimWithoutATypeIsAddedUpUnderTheTypeThatIsFound() {
    Ledger ledger = new Ledger(new Checkpoints(Map.of()), 100);
    UUID known = new UUID(1, 1);
    UUID unknown = new UUID(1, 2);
    ledger.claimed(known, new Place(DAY, Claim.UNKNOWN_TYPE), "");
    ledger.claimed(unknown, new Place(DAY, Claim.UNKNOWN_TYPE), "");
    ledger.archived(known, PLACES.getFirst());
    Findings findings = ledger.findings(true, 10);
    assertThat(counts(findings, PLACES.getFirst()).archived()).isEqualTo(1);
    assertThat(findings.missing()).extracting(Findings.Named::id).isEqualTo(List.of(unknown));
    assertThat(counts(findings, PLACES.getFirst()).difference()).isZero();
  }
}
