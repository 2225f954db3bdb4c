package dev.sluice.e2e.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterKeys;
import dev.sluice.model.RejectReason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which letters are meant: filters, names, times, marks.
class ChoiceTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final Letter LETTER = Samples.letter(1, Samples.RECEIVED);

  private static LetterFilter times(Instant from, Instant to) {
    return new LetterFilter(Set.of(), from, to, null);
  }

  @Test
  void aFilterWithoutBoundsAcceptsAll() {
    assertThat(LetterFilter.ALL.accepts(LETTER)).isTrue();
    assertThat(LetterFilter.ALL.accepts(DAY)).isTrue();
  }

  @Test
  void anyOfTheReasonsWillDo() {
    LetterFilter both =
        new LetterFilter(Set.of("not_json", "event_time_out_of_range"), null, null, null);
    assertThat(both.accepts(LETTER)).isTrue();
    assertThat(both.accepts(Samples.letter(1, RejectReason.ID_COLLISION, "{}"))).isFalse();
  }

  @Test
  void aDeviceIsTheOneThatTheOriginalNamesOrThePartitionKey() {
    assertThat(new LetterFilter(Set.of(), null, null, "pump-1").accepts(LETTER)).isTrue();
    assertThat(new LetterFilter(Set.of(), null, null, "gateway-1").accepts(LETTER)).isTrue();
    assertThat(new LetterFilter(Set.of(), null, null, "pump-2").accepts(LETTER)).isFalse();
  }

  @Test
  void fromIsWithinAndToIsNot() {
    Instant at = Samples.RECEIVED;
    assertThat(times(at, at.plusMillis(1)).accepts(LETTER)).isTrue();
    assertThat(times(at.plusMillis(1), at.plusMillis(2)).accepts(LETTER)).isFalse();
    assertThat(times(at.minusMillis(1), at).accepts(LETTER)).isFalse();
  }

  @Test
  void onlyDaysThatCanHoldSomeAreListed() {
    Instant midnight = Instant.parse("2026-03-02T00:00:00Z");
    assertThat(times(NOON, midnight).accepts(DAY)).isTrue();
    assertThat(times(NOON, midnight).accepts(DAY.plusDays(1))).isFalse();
    assertThat(times(NOON, midnight.plusMillis(1)).accepts(DAY.plusDays(1))).isTrue();
    assertThat(times(NOON, midnight).accepts(DAY.minusDays(1))).isFalse();
  }

  @Test
  void fromAfterToIsRefused() {
    assertThatThrownBy(() -> times(NOON, NOON))
        .hasMessage("--from 2026-03-01T12:00:00.000Z is not before --to 2026-03-01T12:00:00.000Z");
  }

  @Test
  void whatArrivesAfterTheStartIsNotAmongThem() {
    assertThat(LetterFilter.ALL.before(NOON).to()).isEqualTo(NOON);
    assertThat(times(NOON.minusSeconds(9), NOON.minusSeconds(5)).before(NOON).to())
        .isEqualTo(NOON.minusSeconds(5));
    assertThat(times(NOON.plusSeconds(5), NOON.plusSeconds(9)).before(NOON).accepts(LETTER))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-28T10:00:00Z, 2026-02-28T10:00:00Z, 2026-02-28T10:00:00Z",
    "2026-02-28T10:00:00+02:00, 2026-02-28T08:00:00Z, 2026-02-28T08:00:00Z",
    "2026-02-28, 2026-02-28T00:00:00Z, 2026-03-01T00:00:00Z",
    "2h, 2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z",
    "30d, 2026-01-30T12:00:00Z, 2026-01-30T12:00:00Z"
  })
  void timesAreTakenAsPeopleWriteThem(String text, Instant from, Instant to) {
    assertThat(TimeBound.parse(text, false, NOON)).isEqualTo(from);
    assertThat(TimeBound.parse(text, true, NOON)).isEqualTo(to);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-02-30", "2026-02-28T10:00", "2", ""})
  void whatIsNoTimeIsNamedWithWhatWouldBe(String text) {
    assertThatThrownBy(() -> TimeBound.parse(text, false, NOON))
        .hasMessageContaining("\"" + text + "\" is no time; 2026-03-05T01:49:51Z");
  }

  @Test
  void aLetterIsNamedByItsIdOrByItsShortForm() {
    String text = LetterRef.shortOf(LETTER);
    assertThat(text).matches("2026-03-01/[0-9a-v]{10}");
    for (LetterRef ref : new LetterRef[] {LetterRef.parse(text), LetterRef.parse(LETTER.id())}) {
      assertThat(ref.names(LETTER)).isTrue();
      assertThat(ref.names(Samples.letter(2, Samples.RECEIVED))).isFalse();
      assertThat(ref.mayLieUnder(LetterKeys.EVENTS, DAY, LetterKeys.EVENTS.of(LETTER))).isTrue();
      assertThat(
              ref.mayLieUnder(LetterKeys.EVENTS, DAY, LetterKeys.EVENTS.prefix(DAY) + "notes.txt"))
          .isFalse();
    }
  }

  @Test
  void linesOfARecordAreToldApart() {
    Letter line = Samples.letter(1, 7, Samples.RECEIVED, RejectReason.NOT_JSON, Samples.GOOD);
    assertThat(LetterRef.shortOf(line)).isEqualTo(LetterRef.shortOf(LETTER) + ".7");
    LetterRef ref = LetterRef.parse(LetterRef.shortOf(line));
    assertThat(ref.names(line)).isTrue();
    assertThat(ref.names(LETTER)).isFalse();
    assertThat(ref.mayLieUnder(LetterKeys.EVENTS, DAY, LetterKeys.EVENTS.of(LETTER))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "2026-03-01/xyz", "2026-02-30/0123456789", "1/s/2/3/4"})
  void whatIsNoIdIsSaidToBeNone(String text) {
    assertThatThrownBy(() -> LetterRef.parse(text))
        .hasMessageContaining("is no id of a dead letter; `dead-letters list` shows them");
  }

  private static Optional<Mark> mark(Mark.State state) {
    return Optional.of(new Mark(3, state, NOON));
  }

  @Test
  void withoutAMarkALetterIsSentAsTheFirstAttempt() {
    assertThat(ReplayPolicy.ONCE.decide(Optional.empty(), NOON))
        .isEqualTo(new ReplayPolicy.Decision.Send(1));
  }

  @Test
  void whatWasSentIsSentAgainOnlyWhenAsked() {
    assertThat(ReplayPolicy.ONCE.decide(mark(Mark.State.SENT), NOON))
        .isEqualTo(new ReplayPolicy.Decision.AlreadySent());
    assertThat(new ReplayPolicy(false, Duration.ZERO).decide(mark(Mark.State.SENT), NOON))
        .isEqualTo(new ReplayPolicy.Decision.AlreadySent());
    assertThat(new ReplayPolicy(true, null).decide(mark(Mark.State.SENT), NOON))
        .isEqualTo(new ReplayPolicy.Decision.Send(4));
  }

  @Test
  void whatIsUnfinishedIsResumedOnlyWhenAskedAndOldEnough() {
    ReplayPolicy.Decision unfinished = new ReplayPolicy.Decision.Unfinished(NOON);
    Optional<Mark> begun = mark(Mark.State.BEGUN);
    assertThat(ReplayPolicy.ONCE.decide(begun, NOON)).isEqualTo(unfinished);
    assertThat(new ReplayPolicy(true, null).decide(begun, NOON)).isEqualTo(unfinished);
    ReplayPolicy resume = new ReplayPolicy(false, Duration.ofMinutes(10));
    assertThat(resume.decide(begun, NOON.plusSeconds(599))).isEqualTo(unfinished);
    assertThat(resume.decide(begun, NOON.plusSeconds(600)))
        .isEqualTo(new ReplayPolicy.Decision.Send(4));
  }
}
