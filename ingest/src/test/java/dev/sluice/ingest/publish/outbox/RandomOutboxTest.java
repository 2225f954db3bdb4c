package dev.sluice.ingest.publish.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.publish.Offer;
import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.publish.outbox.Answer.Answered;
import dev.sluice.ingest.publish.outbox.Answer.Refused;
import dev.sluice.ingest.publish.outbox.Answer.Result;
import dev.sluice.ingest.publish.outbox.Answer.Unanswered;
import dev.sluice.ingest.publish.outbox.Consignment.Waiting;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Random traffic against a stream that ails in every way: order is kept, every sender is told the
/// truth, and nothing stays behind.
final class RandomOutboxTest {
  private static final int STEPS = 20_000;
  private static final Duration PATIENCE = Duration.ofMillis(900);

  private record Sent(CompletableFuture<Void> acknowledged, List<Integer> numbers) {}

  private final List<Call> onTheirWay = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private final Map<String, List<Integer>> stored = new HashMap<>();
  private final Set<Integer> all = new HashSet<>();
  private int number;
  private long now;

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 200", "4, 200", "5, 0"})
  void orderIsKeptAndSendersAreToldTheTruth(long seed, int aggregateBytes) {
    SplittableRandom random = new SplittableRandom(seed);
    Outbox outbox =
        new Outbox(
            new OutboxBounds(7, 500, Duration.ofMillis(5), 100, 5_000, aggregateBytes),
            new Backoff(Duration.ofMillis(20), Duration.ofMillis(200), random),
            Duration.ofMillis(300));
    for (int i = 0; i < STEPS; i++) {
      now += random.nextInt(4_000_000);
      switch (random.nextInt(8)) {
        case 0, 1 -> offer(outbox, random);
        case 2, 3 -> put(outbox);
        case 4, 5 -> answer(outbox, random, i);
        case 6 -> outbox.sweep(now);
        default -> reshardSometimes(outbox, random);
      }
      outbox.settled().forEach(Settled::complete);
    }
    finish(outbox);

    assertThat(sent).hasSizeGreaterThan(1_000);
    for (Sent one : sent) {
      assertThat(one.acknowledged()).isDone();
      if (!one.acknowledged().isCompletedExceptionally()) {
        assertThat(all).containsAll(one.numbers());
      }
    }
    assertThat(sent).anyMatch(one -> one.acknowledged().isCompletedExceptionally());
    stored.forEach((key, numbers) -> assertThat(numbers).as(key).isSorted());
    assertThat(outbox.fill(now).entries()).isZero();
    assertThat(outbox.fill(now).bytes()).isZero();
  }

  private void offer(Outbox outbox, SplittableRandom random) {
    List<Integer> numbers = new ArrayList<>();
    List<StreamEntry> entries = new ArrayList<>();
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      number++;
      numbers.add(number);
      byte[] bytes = new byte[random.nextInt(4, 60)];
      ByteBuffer.wrap(bytes).putInt(number);
      entries.add(new StreamEntry("key-" + random.nextInt(9), bytes));
    }
    if (outbox.offer(entries, PATIENCE, now) instanceof Offer.Taken taken) {
      sent.add(new Sent(taken.acknowledged(), numbers));
    }
  }

  private void put(Outbox outbox) {
    Call call = onTheirWay.size() < 3 ? outbox.next(now) : null;
    if (call != null) {
      Set<String> keys = new HashSet<>();
      call.records().forEach(record -> assertThat(keys.add(record.partitionKey())).isTrue());
      onTheirWay.add(call);
    }
  }

  private void answer(Outbox outbox, SplittableRandom random, int step) {
    if (!onTheirWay.isEmpty()) {
      Call call = onTheirWay.remove(random.nextInt(onTheirWay.size()));
      boolean isOutage = step / 1_000 % 5 == 4;
      outbox.answered(call, isOutage ? unanswered() : answer(call, random), now);
    }
  }

  private Answer answer(Call call, SplittableRandom random) {
    return switch (random.nextInt(10)) {
      case 0 -> unanswered();
      case 1 -> new Refused("ValidationException", new IllegalStateException());
      default -> new Answered(call.shares.stream().map(share -> result(share, random)).toList());
    };
  }

  private static Answer unanswered() {
    return new Unanswered("no_answer", new IllegalStateException());
  }

  private Result result(Call.Share share, SplittableRandom random) {
    return switch (random.nextInt(5)) {
      case 0 -> new Result.Throttled("throttled");
      case 1 -> new Result.Failed("InternalFailure");
      default -> {
        share.entries().forEach(entry -> store(share.lane().key, entry));
        yield new Result.Stored(share.lane().shard.id);
      }
    };
  }

  private void store(String key, Waiting entry) {
    int stamp = ByteBuffer.wrap(entry.bytes).getInt();
    assertThat(all.add(stamp)).as("stored once").isTrue();
    stored.computeIfAbsent(key, k -> new ArrayList<>()).add(stamp);
  }

  private static void reshardSometimes(Outbox outbox, SplittableRandom random) {
    if (random.nextInt(50) == 0) {
      outbox.reshard(random.nextBoolean() ? Desk.HALVES : ShardMap.UNKNOWN);
    }
  }

  /// The stream takes everything now.
  private void finish(Outbox outbox) {
    IntStream.range(0, 200)
        .forEach(i -> {
          now += Duration.ofMillis(200).toNanos();
          put(outbox);
          for (Call call : onTheirWay) {
            outbox.answered(
                call,
                new Answered(
                    call.shares.stream()
                        .map(share -> {
                          share.entries().forEach(entry -> store(share.lane().key, entry));
                          return (Result) new Result.Stored(share.lane().shard.id);
                        })
                        .toList()),
                now);
          }
          onTheirWay.clear();
          outbox.sweep(now);
          outbox.settled().forEach(Settled::complete);
        });
  }
}
