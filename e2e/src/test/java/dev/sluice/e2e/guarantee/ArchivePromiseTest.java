package dev.sluice.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.guarantee.ArchiveFacts.Row;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Three events are stored and two of them expire; then it is forged.
class ArchivePromiseTest {
  private static final String NAME = "EVERY_EXPIRED_EVENT_ARCHIVED_ONCE";
  private static final String SHARD = "shard-0";

  private final ForgedRun run = new ForgedRun();

  @BeforeEach
  void expireTwo() {
    run.put(run.fresh('a', "device", 1), SHARD, 1);
    run.put(run.fresh('b', "device", 2), SHARD, 2);
    run.put(run.fresh('c', "device", 3), SHARD, 3);
    run.consume("p/s", SHARD, 1, 3);
    run.expire('a');
    run.expire('b');
  }

  private Judgement judged() {
    return Verdict.of(run.history()).judgements().stream()
        .filter(one -> one.promise().equals(NAME))
        .findFirst()
        .orElseThrow();
  }

  private void assertBroken(char name, String found) {
    assertThat(judged().breaches())
        .singleElement()
        .satisfies(breach -> {
          assertThat(breach.ids().getFirst()).isEqualTo(ForgedRun.id(name).toString());
          assertThat(breach.found()).isEqualTo(found);
        });
  }

  @Test
  void whatExpiredIsInOneRowAndWhatDidNotIsInNone() {
    assertThat(judged().outcome()).isEqualTo(Judgement.Outcome.KEPT);
    assertThat(judged().judged()).isEqualTo(2);
    assertThat(Verdict.of(run.history()).breaches()).isEmpty();
  }

  @Test
  void aDeadLetterOfTheArchiverStandsForARow() {
    run.rows.removeIf(row -> row.eventId().equals(ForgedRun.id('a')));
    run.refused.add(ForgedRun.id('a'));
    assertThat(judged().outcome()).isEqualTo(Judgement.Outcome.KEPT);
  }

  @Test
  void aLostRowIsFound() {
    run.rows.removeIf(row -> row.eventId().equals(ForgedRun.id('a')));
    assertBroken('a', "neither in the table nor in the archive");
  }

  @Test
  void aRowTwiceIsFound() {
    run.rows.add(run.row('b'));
    assertBroken('b', "in 2 rows");
  }

  @Test
  void aRowOfWhatLiesInTheTableIsFound() {
    run.rows.add(run.row('c'));
    assertBroken('c', "in the table and in the archive");
  }

  @Test
  void aRowThatNobodyStoredIsFound() {
    Row row = run.row('a');
    run.rows.add(new Row(ForgedRun.id('z'), row.eventKey(), row.fingerprint(), "z.parquet"));
    assertBroken('z', "in the archive, without a claim");
  }

  @Test
  void aRowWithOtherContentIsFound() {
    Row row = run.rows.removeFirst();
    UUID id = row.eventId();
    run.rows.addAll(List.of(new Row(id, row.eventKey(), "another", row.file())));
    assertBroken('a', "a row with other content");
  }
}
