package dev.sluice.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.consumer.pipeline.Counters.Change;
import dev.sluice.consumer.pipeline.Counters.Result;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.quality.Findings;
import dev.sluice.quality.Format;
import dev.sluice.quality.Member;
import dev.sluice.quality.Observation;
import dev.sluice.quality.Outcome;
import dev.sluice.quality.QualityCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [Counters] must do.
public abstract class CountersContract {
  protected final TestShard shard = new TestShard();

  /// An empty store; the same one within a test.
  protected abstract Counters counters();

  protected abstract Collection<QualityMinute> kept();

  /// Of some minute, without any events.
  protected static QualityMinute empty(int minute) {
    Instant start = Samples.RECEIVED.plus(Duration.ofMinutes(minute));
    return QualityMinute.empty(start, "1/shardId-0", Duration.ofDays(30));
  }

  /// With one event more.
  protected static QualityMinute plus(QualityMinute before, int sequence) {
    return before.plus(List.of(observation(before, sequence)));
  }

  private static Observation observation(QualityMinute of, int sequence) {
    Findings findings = new Findings("reading", Set.of(Member.PAYLOAD), Set.of(Format.DEVICE_ID));
    String position = Samples.position(sequence, 0).text();
    return new Observation(position, of.minute(), findings, Outcome.REJECTED);
  }

  private Result replace(QualityMinute before, QualityMinute after) throws Exception {
    return counters().replace(List.of(new Change(before, after)), shard).getFirst();
  }

  private QualityMinute first() throws Exception {
    QualityMinute first = plus(empty(0), 1);
    assertThat(counters().replace(List.of(new Change(null, first)), shard))
        .containsExactly(new Result.Replaced());
    return first;
  }

  @Test
  void firstIsKeptAndReadsBack() throws Exception {
    QualityMinute first = first();
    assertThat(kept()).containsExactly(first);
  }

  @Test
  void whatIsStillAsItWasIsReplaced() throws Exception {
    QualityMinute first = first();
    QualityMinute second = plus(plus(first, 2), 3);
    assertThat(replace(first, second)).isEqualTo(new Result.Replaced());
    assertThat(kept()).containsExactly(second);
  }

  @Test
  void whatWasReplacedMeanwhileIsAnsweredAndStays() throws Exception {
    QualityMinute first = first();
    QualityMinute second = plus(first, 2);
    replace(first, second);
    assertThat(replace(first, plus(first, 3))).isEqualTo(new Result.Differs(second));
    assertThat(kept()).containsExactly(second);
  }

  @Test
  void whatWasThoughtAbsentIsAnsweredAndStays() throws Exception {
    QualityMinute first = first();
    assertThat(counters().replace(List.of(new Change(null, plus(empty(0), 2))), shard))
        .containsExactly(new Result.Differs(first));
    assertThat(kept()).containsExactly(first);
  }

  @Test
  void whatHasGoneIsAnsweredAsAbsent() throws Exception {
    QualityMinute gone = plus(empty(0), 1);
    assertThat(replace(gone, plus(gone, 2))).isEqualTo(new Result.Differs(null));
    assertThat(kept()).isEmpty();
  }

  @Test
  void replacedAgainInTheSameWayItAnswersItselfAndStaysTheSame() throws Exception {
    QualityMinute first = first();
    assertThat(counters().replace(List.of(new Change(null, first)), shard))
        .containsExactly(new Result.Differs(first));
    QualityMinute second = plus(first, 2);
    replace(first, second);
    assertThat(replace(first, second)).isEqualTo(new Result.Differs(second));
    assertThat(kept()).containsExactly(second);
  }

  @Test
  void sixtyMinutesSomeNewSomeLater() throws Exception {
    List<Change> before =
        IntStream.range(0, 60)
            .filter(i -> i % 3 != 0)
            .mapToObj(i -> new Change(null, plus(empty(i), 1)))
            .toList();
    counters().replace(before, shard);
    List<Change> now =
        IntStream.range(0, 60)
            .mapToObj(i -> {
              QualityMinute first = plus(empty(i), 1);
              return new Change(i % 3 == 1 ? first : null, plus(first, 2));
            })
            .toList();

    List<Result> results = counters().replace(now, shard);
    for (int i = 0; i < 60; i++) {
      assertThat(results.get(i))
          .isEqualTo(i % 3 == 2 ? new Result.Differs(plus(empty(i), 1)) : new Result.Replaced());
    }
    assertThat(kept()).hasSize(60);
  }

  /// As several workers on one shard would; the answer of a call may be lost on a slow machine.
  @Test
  void ofManyWhoAddTheSameInOrderEachCountsOnce() throws Exception {
    int events = 20;
    Counters counters = counters();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Void> worker =
          () -> {
            for (int sequence = 1; sequence <= events; sequence++) {
              add(counters, sequence);
            }
            return null;
          };
      for (Future<Void> end : threads.invokeAll(List.of(worker, worker, worker))) {
        end.get();
      }
    }
    assertThat(kept())
        .flatExtracting(sum -> sum.types().values())
        .extracting(QualityCounts::events)
        .containsExactly((long) events);
  }

  private void add(Counters counters, int sequence) throws Exception {
    List<Observation> one = List.of(observation(empty(0), sequence));
    QualityMinute before = null;
    QualityMinute base = empty(0);
    while (!base.beyond(one).isEmpty()) {
      Change change = new Change(before, base.plus(one));
      switch (counters.replace(List.of(change), shard).getFirst()) {
        case Result.Replaced _ -> {
          return;
        }
        case Result.Differs(QualityMinute current) -> {
          before = current;
          base = current == null ? empty(0) : current;
        }
      }
    }
  }
}
