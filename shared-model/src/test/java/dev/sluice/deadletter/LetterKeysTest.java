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
    assertThat(LetterKeys.of(LETTER))
        .isEqualTo(
            "rejected/date=2026-03-01/1767225600000-shardId-000000000000-"
                + "0".repeat(59)
                + "5-0000000000-000000.ndjson.gz")
        .isEqualTo(LetterKeys.of(DAY, LETTER.id()));
  }

  @Test
  void dayAndRecordAreReadBackFromAKey() {
    String key = LetterKeys.of(LETTER);
    assertThat(LetterKeys.day(key)).contains(DAY);
    assertThat(LetterKeys.recordId(DAY, key)).contains(Letters.position(5, 0).text());
    assertThat(LetterKeys.id(LetterKeys.fileName(LETTER.id()))).contains(LETTER.id());
  }

  @Test
  void whatIsNoKeyOfLettersHasNoDayAndNoRecord() {
    assertThat(LetterKeys.day("events/date=2026-03-01/x")).isEmpty();
    assertThat(LetterKeys.day("rejected/date=2026-13-01/x")).isEmpty();
    assertThat(LetterKeys.day("rejected/old/date=2026-03-01/x")).isEmpty();
    assertThat(LetterKeys.recordId(DAY, "rejected/date=2026-03-01/notes.txt")).isEmpty();
    assertThat(LetterKeys.recordId(DAY, LetterKeys.prefix(DAY.plusDays(1)))).isEmpty();
  }
}
