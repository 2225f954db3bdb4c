package dev.sluice.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.RejectReason;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LetterKeysTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final Letter LETTER = Letters.letter(RejectReason.NOT_JSON, new byte[0]);

  @Test
  void aKeyIsMadeOfTheDayOfArrivalAndThePositionOfTheRecord() {
    assertThat(LetterKeys.EVENTS.of(LETTER))
        .isEqualTo(
            "rejected/date=2026-03-01/1767225600000-shardId-000000000000-"
                + "0".repeat(59)
                + "5-0000000000-000000.ndjson.gz")
        .isEqualTo(LetterKeys.EVENTS.of(DAY, LETTER.id()));
  }

  @Test
  void dayAndRecordAreReadBackFromAKey() {
    String key = LetterKeys.EVENTS.of(LETTER);
    assertThat(LetterKeys.EVENTS.day(key)).contains(DAY);
    assertThat(LetterKeys.EVENTS.recordId(DAY, key)).contains(Letters.position(5, 0).text());
    assertThat(LetterKeys.id(LetterKeys.fileName(LETTER.id()))).contains(LETTER.id());
  }

  @Test
  void whatIsNoKeyOfLettersHasNoDayAndNoRecord() {
    assertThat(LetterKeys.EVENTS.day("events/date=2026-03-01/x")).isEmpty();
    assertThat(LetterKeys.EVENTS.day("rejected/date=2026-13-01/x")).isEmpty();
    assertThat(LetterKeys.EVENTS.day("rejected/old/date=2026-03-01/x")).isEmpty();
    assertThat(LetterKeys.EVENTS.recordId(DAY, "rejected/date=2026-03-01/notes.txt")).isEmpty();
    assertThat(LetterKeys.EVENTS.recordId(DAY, LetterKeys.EVENTS.prefix(DAY.plusDays(1))))
        .isEmpty();
  }

  @Test
  void lettersOfChangesLieApart() {
    String key = LetterKeys.CHANGES.of(LETTER);
    assertThat(key).startsWith("rejected/changes/date=2026-03-01/1767225600000-shardId-");
    assertThat(LetterKeys.CHANGES.day(key)).contains(DAY);
    assertThat(LetterKeys.CHANGES.recordId(DAY, key)).contains(Letters.position(5, 0).text());
    assertThat(LetterKeys.EVENTS.day(key)).isEmpty();
    assertThat(LetterKeys.EVENTS.recordId(DAY, key)).isEmpty();
    assertThat(LetterKeys.CHANGES.day(LetterKeys.EVENTS.of(LETTER))).isEmpty();
    assertThat(key).doesNotStartWith(LetterKeys.EVENTS.prefix());
  }

  @Test
  void lettersOfSubmissionsLieApartAndAreNamedByTheirMessages() {
    String id =
        "1772323200000/5fea7756-0ea4-451a-a703-a558b933e274/%s/%s/000000"
            .formatted("0".repeat(60), "0".repeat(10));
    String key = LetterKeys.SUBMISSIONS.of(DAY, id);
    assertThat(key)
        .startsWith(
            "rejected/submissions/date=2026-03-01/1772323200000-5fea7756-0ea4-451a-a703-a558b933e274-");
    assertThat(LetterKeys.SUBMISSIONS.day(key)).contains(DAY);
    assertThat(LetterKeys.SUBMISSIONS.recordId(DAY, key)).contains(id);
    assertThat(LetterKeys.EVENTS.day(key)).isEmpty();
    assertThat(LetterKeys.CHANGES.day(key)).isEmpty();
  }
}
