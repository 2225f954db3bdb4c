package dev.sluice.archiver.erase;

import static dev.sluice.archiver.erase.Samples.DOOMED;
import static dev.sluice.archiver.erase.Samples.ERASED_AT;
import static dev.sluice.archiver.erase.Samples.claim;
import static dev.sluice.archiver.erase.Samples.id;
import static dev.sluice.archiver.erase.Samples.letter;
import static dev.sluice.archiver.erase.Samples.received;
import static dev.sluice.archiver.erase.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.archiver.erase.Erasing.Outcome;
import dev.sluice.archiver.erase.ErasureWorld.Kept;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.Erasure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasingTest {
  private static final String OTHER = "sensor-10";
  private static final String OWN_LETTERS = "rejected/date=2026-11-10/own.ndjson.gz";
  private static final String SHARED_LETTERS = "rejected/date=2026-11-10/shared.ndjson.gz";
  private static final Map<String, Long> ALL =
      Map.of(
          "items", 2L,
          "claims", 4L,
          "states", 1L,
          "alerts", 0L,
          "alert_states", 0L,
          "device_days", 0L,
          "archive_rows", 3L,
          "archive_files", 3L,
          "dead_letters", 2L);

  @TempDir Path directory;

  /// A device with data at every stage, and another one beside it everywhere.
  private ErasureWorld world(String name) throws Exception {
    ErasureWorld world = new ErasureWorld(Files.createDirectories(directory.resolve(name)));
    world.stored(90, DOOMED);
    world.stored(100, DOOMED);
    world.stored(101, DOOMED);
    world.stored(91, OTHER);
    world.claimed(10, DOOMED); // archived
    world.claimed(11, DOOMED); // on its way to the archive
    world.claimed(102, DOOMED); // claimed, and not stored yet
    world.claimed(12, OTHER);
    world.states.put(DOOMED, "reading", received(100));
    world.states.put(DOOMED, "battery", received(101));
    world.states.put(DOOMED, DeviceSummary.SORT_KEY, received(41));
    world.states.put(OTHER, "reading", received(91));
    world.archived(row(10, DOOMED, "reading"), row(12, OTHER, "reading"), row(13, DOOMED, "alert"));
    world.archived(row(14, DOOMED, "reading"), row(103, DOOMED, "reading"));
    world.archived(row(15, OTHER, "reading"));
    world.letters(OWN_LETTERS, letter(20, DOOMED, "no json"));
    world.letters(
        SHARED_LETTERS,
        letter(21, "batch", "{\"device_id\":\"" + DOOMED + "\"}"),
        letter(22, "batch", "{\"device_id\":\"" + OTHER + "\"}"),
        letter(104, "batch", "{\"device_id\":\"" + DOOMED + "\"}"));
    return world;
  }

  private static Kept left(ErasureWorld world) {
    Map<String, Map<String, Instant>> states =
        Map.of(
            DOOMED,
            Map.of("battery", received(101), DeviceSummary.SORT_KEY, received(41)),
            OTHER,
            Map.of("reading", received(91)));
    return new Kept(
        Map.of(
            id(90), ErasedClaim.of(claim(90, DOOMED)),
            id(100), ErasedClaim.of(claim(100, DOOMED)),
            id(10), ErasedClaim.of(claim(10, DOOMED)),
            id(11), ErasedClaim.of(claim(11, DOOMED)),
            id(101), claim(101, DOOMED),
            id(102), claim(102, DOOMED),
            id(91), claim(91, OTHER),
            id(12), claim(12, OTHER)),
        Set.of(id(101), id(91)),
        states,
        world.rows(),
        Map.of(SHARED_LETTERS, List.of(Samples.position(22).text(), Samples.position(104).text())));
  }

  private static void assertErased(ErasureWorld world) {
    assertThat(world.kept()).usingRecursiveComparison().isEqualTo(left(world));
    assertThat(world.rows()).containsExactly(id(12), id(15), id(103));
    assertThat(world.bucket.list("events/"))
        .as("objects of the archive")
        .hasSize(3)
        .noneMatch(object ->
            world.rowsOf(ErasureWorld.partitionOf(object.key()), object.key()).stream()
                .anyMatch(row ->
                    row.event().deviceId().equals(DOOMED)
                        && !row.event().receivedTime().isAfter(ERASED_AT)));
  }

  @Test
  void whatWasReceivedUntilThenIsGoneEverywhereAndNothingElse() throws Exception {
    ErasureWorld world = world("all");
    world.behind = 2;

    Outcome outcome = world.erase(DOOMED);

    assertErased(world);
    Erasure erasure = new Erasure(DOOMED, ERASED_AT, ERASED_AT.plusSeconds(4), ALL);
    assertThat(outcome).isEqualTo(new Outcome.Erased(erasure));
    assertThat(world.record(DOOMED)).isEqualTo(erasure);
    assertThat(world.said)
        .containsExactly(
            "the consumer's checkpoints", "events", "device states", "the archive", "dead letters");
  }

  @Test
  void cutShortBeforeAnyChangeItEndsTheSameWhenItIsRunAgain() throws Exception {
    int cut = 0;
    boolean wasCut = true;
    while (wasCut) {
      ErasureWorld world = world("cut-" + ++cut);
      world.cuts.cutAt(cut);
      try {
        world.erase(DOOMED);
        wasCut = false;
      } catch (Cuts.Cut e) {
        world.cuts.cutAt(Integer.MAX_VALUE);
        world.now = ERASED_AT.plusSeconds(cut > 1 ? 60 : 0);
        assertThat(world.erase(DOOMED)).as("after cut %d", cut).isInstanceOf(Outcome.Erased.class);
      }
      assertErased(world);
      assertThat(world.record(DOOMED).erasedAt()).isEqualTo(ERASED_AT);
    }
    assertThat(cut).as("changes that were cut").isGreaterThan(20);
  }

  @Test
  void dryRunCountsTheSameAndChangesNothing() throws Exception {
    ErasureWorld world = world("dry");
    Kept before = world.kept();
    Removed removed = world.dryRun(DOOMED);
    assertThat(removed.byKind()).isEqualTo(ALL);
    assertThat(world.kept()).usingRecursiveComparison().isEqualTo(before);
    assertThat(world.records.erasures).isEmpty();
  }

  @Test
  void aConsumerThatStaysBehindIsWaitedForSoLongAndNothingIsRemoved() throws Exception {
    ErasureWorld world = world("behind");
    Kept before = world.kept();
    world.behind = Integer.MAX_VALUE;
    assertThat(world.erase(DOOMED))
        .isInstanceOfSatisfying(
            Outcome.ConsumerBehind.class,
            behind -> assertThat(behind.shards()).containsExactly(Samples.SHARD + " is behind"));
    assertThat(Duration.between(ERASED_AT, world.now)).isEqualTo(ErasureWorld.PATIENCE.longest());
    assertThat(world.kept()).usingRecursiveComparison().isEqualTo(before);
    assertThat(world.record(DOOMED)).isEqualTo(Erasure.begun(DOOMED, ERASED_AT));

    world.behind = 0;
    assertThat(world.erase(DOOMED)).isInstanceOf(Outcome.Erased.class);
    assertErased(world);
  }

  @Test
  void anotherErasureAfterACompletedOneHasAnInstantOfItsOwn() throws Exception {
    ErasureWorld world = world("again");
    world.erase(DOOMED);
    world.now = ERASED_AT.plusSeconds(10);
    assertThat(world.erase(DOOMED)).isInstanceOf(Outcome.Erased.class);
    assertThat(world.record(DOOMED).erasedAt()).isEqualTo(world.now);
    assertThat(world.rows()).containsExactly(id(12), id(15));
    assertThat(world.kept().items()).containsExactly(id(91));
    assertThat(world.kept().states()).containsEntry(DOOMED, Map.of());
  }

  @Test
  void oneThatWasLeftForADayHasAnInstantOfItsOwnToo() throws Exception {
    ErasureWorld world = world("old");
    world.cuts.cutAt(2);
    assertThatThrownBy(() -> world.erase(DOOMED)).isInstanceOf(Cuts.Cut.class);
    world.cuts.cutAt(Integer.MAX_VALUE);
    world.now = ERASED_AT.plus(Duration.ofDays(1));
    world.erase(DOOMED);
    assertThat(world.record(DOOMED).erasedAt()).isEqualTo(world.now);
  }
}
