package dev.sluice.e2e.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.deadletter.Letter;
import dev.sluice.model.RejectReason;
import dev.sluice.simulator.Acknowledgement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [ReplayMarks] must do.
public abstract class ReplayMarksContract {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final Acknowledgement AT = Acknowledgement.at("shardId-000000000003", "17", false);

  protected final Letter letter = Samples.letter(1, Samples.RECEIVED);

  /// Marks of an empty store; the same store within a test, as if from another process.
  protected abstract ReplayMarks marks();

  private Mark mark() {
    return Objects.requireNonNull(marks().ofDay(DAY).get(letter.id()));
  }

  @Test
  void aLetterThatNobodyBeganHasNoMark() {
    assertThat(marks().ofDay(DAY)).isEmpty();
  }

  @Test
  void anAttemptIsBegunOnce() {
    assertThat(marks().begin(letter, 1)).isTrue();
    assertThat(marks().begin(letter, 1)).isFalse();
    assertThat(mark().state()).isEqualTo(Mark.State.BEGUN);
    assertThat(mark().attempt()).isEqualTo(1);
    assertThat(mark().since()).isNotNull();
  }

  @Test
  void ofAllWhoBeginAtOnceOneSucceeds() throws Exception {
    int racers = 16;
    CyclicBarrier start = new CyclicBarrier(racers);
    for (int attempt = 1; attempt <= 10; attempt++) {
      int number = attempt;
      try (ExecutorService threads = Executors.newFixedThreadPool(racers)) {
        List<Future<Boolean>> begun =
            IntStream.range(0, racers)
                .mapToObj(i ->
                    threads.submit(() -> {
                      ReplayMarks mine = marks();
                      start.await();
                      return mine.begin(letter, number);
                    }))
                .toList();
        long winners = 0;
        for (Future<Boolean> one : begun) {
          winners += one.get() ? 1 : 0;
        }
        assertThat(winners).as("winners of attempt %d", attempt).isEqualTo(1);
      }
    }
  }

  @Test
  void whatKinesisTookIsSentAndNeverBegunAgainAsThatAttempt() {
    marks().begin(letter, 1);
    marks().sent(letter, 1, AT);
    assertThat(mark().state()).isEqualTo(Mark.State.SENT);
    assertThat(marks().begin(letter, 1)).isFalse();
  }

  @Test
  void aSecondAttemptIsBegunAfterTheFirstWasSent() {
    marks().begin(letter, 1);
    marks().sent(letter, 1, AT);
    assertThat(marks().begin(letter, 2)).isTrue();
    assertThat(mark().attempt()).isEqualTo(2);
    assertThat(mark().state()).isEqualTo(Mark.State.BEGUN);
    marks().sent(letter, 2, AT);
    assertThat(mark().state()).isEqualTo(Mark.State.SENT);
  }

  @Test
  void marksOfLinesOfOneRecordAndOfOtherDaysAreTheirOwn() {
    Letter line = Samples.letter(1, 4, Samples.RECEIVED, RejectReason.NOT_JSON, Samples.GOOD);
    Letter later = Samples.letter(2, Samples.RECEIVED.plus(Duration.ofDays(1)));
    assertThat(marks().begin(letter, 1)).isTrue();
    assertThat(marks().begin(line, 1)).isTrue();
    assertThat(marks().begin(later, 1)).isTrue();
    assertThat(marks().ofDay(DAY)).containsOnlyKeys(letter.id(), line.id());
    assertThat(marks().ofDay(DAY.plusDays(1))).containsOnlyKeys(later.id());
  }
}
