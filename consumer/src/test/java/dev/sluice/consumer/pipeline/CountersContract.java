package dev.sluice.consumer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.consumer.pipeline.Counters.Change;
import dev.sluice.consumer.pipeline.Counters.Result;
import dev.sluice.dynamodb.ShardCounter;
import dev.sluice.model.Positioned;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every [Counters] must do.
///
/// @param <C> the kind of counters
public abstract class CountersContract<C extends ShardCounter<C, T>, T extends Positioned> {
  protected final TestShard shard = new TestShard();

  /// An empty store; the same one within a test.
  protected abstract Counters<C> counters();

  protected abstract Collection<C> kept();

  /// Of some minute, without anything counted.
  protected abstract C empty(int minute);

  /// What belongs to the first minute.
  protected abstract T thing(int sequence);

  /// How much was counted.
  protected abstract long counted(C counter);

  /// With one thing more.
  private C plus(C before, int sequence) {
    return before.plus(List.of(thing(sequence)));
  }

  private Result<C> replace(@Nullable C before, C after) throws Exception {
    return counters().replace(List.of(new Change<>(before, after)), shard).getFirst();
  }

  private C first() throws Exception {
    C first = plus(empty(0), 1);
    assertThat(counters().replace(List.of(new Change<>(null, first)), shard))
        .containsExactly(new Result.Replaced<>());
    return first;
  }

  @Test
  void firstIsKeptAndReadsBack() throws Exception {
    C first = first();
    assertThat(kept()).containsExactly(first);
  }

  @Test
  void whatIsStillAsItWasIsReplaced() throws Exception {
    C first = first();
    C second = plus(plus(first, 2), 3);
    assertThat(replace(first, second)).isEqualTo(new Result.Replaced<>());
    assertThat(kept()).containsExactly(second);
  }

  @Test
  void whatWasReplacedMeanwhileIsAnsweredAndStays() throws Exception {
    C first = first();
    C second = plus(first, 2);
    replace(first, second);
    assertThat(replace(first, plus(first, 3))).isEqualTo(new Result.Differs<>(second));
    assertThat(kept()).containsExactly(second);
  }

  @Test
  void whatWasThoughtAbsentIsAnsweredAndStays() throws Exception {
    C first = first();
    assertThat(counters().replace(List.of(new Change<>(null, plus(empty(0), 2))), shard))
        .containsExactly(new Result.Differs<>(first));
    assertThat(kept()).containsExactly(first);
  }

  @Test
  void whatHasGoneIsAnsweredAsAbsent() throws Exception {
    C gone = plus(empty(0), 1);
    assertThat(replace(gone, plus(gone, 2))).isEqualTo(new Result.Differs<>(null));
    assertThat(kept()).isEmpty();
  }

  @Test
  void replacedAgainInTheSameWayItAnswersItselfAndStaysTheSame() throws Exception {
    C first = first();
    assertThat(counters().replace(List.of(new Change<>(null, first)), shard))
        .containsExactly(new Result.Differs<>(first));
    C second = plus(first, 2);
    replace(first, second);
    assertThat(replace(first, second)).isEqualTo(new Result.Differs<>(second));
    assertThat(kept()).containsExactly(second);
  }

  @Test
  void sixtyMinutesSomeNewSomeLater() throws Exception {
    List<Change<C>> before =
        IntStream.range(0, 60)
            .filter(i -> i % 3 != 0)
            .mapToObj(i -> new Change<>(null, plus(empty(i), 1)))
            .toList();
    counters().replace(before, shard);
    List<Change<C>> now =
        IntStream.range(0, 60)
            .mapToObj(i -> {
              C first = plus(empty(i), 1);
              return new Change<>(i % 3 == 1 ? first : null, plus(first, 2));
            })
            .toList();

    List<Result<C>> results = counters().replace(now, shard);
    for (int i = 0; i < 60; i++) {
      assertThat(results.get(i))
          .isEqualTo(
              i % 3 == 2 ? new Result.Differs<>(plus(empty(i), 1)) : new Result.Replaced<>());
    }
    assertThat(kept()).hasSize(60);
  }

  /// As several workers on one shard would; the answer of a call may be lost on a slow machine.
  @Test
  void ofManyWhoAddTheSameInOrderEachCountsOnce() throws Exception {
    int events = 20;
    Counters<C> counters = counters();
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
    assertThat(kept().stream().map(this::counted)).containsExactly((long) events);
  }

  private void add(Counters<C> counters, int sequence) throws Exception {
    List<T> one = List.of(thing(sequence));
    C before = null;
    C base = empty(0);
    while (!base.beyond(one).isEmpty()) {
      Change<C> change = new Change<>(before, base.plus(one));
      switch (counters.replace(List.of(change), shard).getFirst()) {
        case Result.Replaced<C> _ -> {
          return;
        }
        case Result.Differs<C>(C current) -> {
          before = current;
          base = current == null ? empty(0) : current;
        }
      }
    }
  }
}
