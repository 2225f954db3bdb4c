package dev.sluice.ingest.publish.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.publish.Offer;
import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.publish.outbox.Answer.Answered;
import dev.sluice.ingest.publish.outbox.Answer.Refused;
import dev.sluice.ingest.publish.outbox.Answer.Result;
import dev.sluice.ingest.publish.outbox.Answer.Unanswered;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// An outbox, its clock and the stream behind it, all in the hands of a test.
final class Desk {
  static final Duration LINGER = Duration.ofMillis(5);
  static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  static final Duration AWAY_AFTER = Duration.ofSeconds(10);
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Of two shards with half of the hash keys each.
  static final ShardMap HALVES =
      new ShardMap(
          List.of(
              new ShardMap.Range("upper", BigInteger.TWO.pow(127)),
              new ShardMap.Range("lower", BigInteger.ZERO)));

  /// What was stored, in order, as `key:text`.
  final List<String> stream = new ArrayList<>();

  final Outbox outbox;
  long now = 1_000_000;

  Desk(OutboxBounds bounds) {
    outbox =
        new Outbox(
            bounds, new Backoff(FIRST_PAUSE, LONGEST_PAUSE, new SplittableRandom(1)), AWAY_AFTER);
  }

  Desk() {
    this(bounds(500, 1000));
  }

  static OutboxBounds bounds(int batchRecords, int bufferEntries) {
    return new OutboxBounds(batchRecords, 1 << 20, LINGER, bufferEntries, 1 << 22, 0);
  }

  /// @param entries as `key:text`
  Offer offer(String... entries) {
    return outbox.offer(
        Arrays.stream(entries)
            .map(entry -> new StreamEntry(key(entry), entry.getBytes(StandardCharsets.UTF_8)))
            .toList(),
        PATIENCE,
        now);
  }

  private static String key(String entry) {
    return entry.substring(0, entry.indexOf(':'));
  }

  CompletableFuture<Void> take(String... entries) {
    Offer offer = offer(entries);
    assertThat(offer).isInstanceOf(Offer.Taken.class);
    return ((Offer.Taken) offer).acknowledged();
  }

  void pass(Duration time) {
    now += time.toNanos();
  }

  Call next() {
    return Objects.requireNonNull(outbox.next(now), "there is nothing to put");
  }

  boolean isIdle() {
    return outbox.next(now) == null;
  }

  /// What is in a call, as `key:text`.
  static List<String> texts(Call call) {
    return call.shares.stream()
        .flatMap(share -> share.entries().stream())
        .map(entry -> new String(entry.bytes, StandardCharsets.UTF_8))
        .toList();
  }

  void store(Call call) {
    answer(call, text -> true);
  }

  void throttle(Call call) {
    answer(call, text -> false);
  }

  /// @param isStored by the first text of a record
  void answer(Call call, Predicate<String> isStored) {
    List<Result> results = new ArrayList<>();
    for (Call.Share share : call.shares) {
      List<String> texts =
          share.entries().stream()
              .map(entry -> new String(entry.bytes, StandardCharsets.UTF_8))
              .toList();
      if (isStored.test(texts.getFirst())) {
        stream.addAll(texts);
        results.add(new Result.Stored(share.lane().shard.id));
      } else {
        results.add(new Result.Throttled("ProvisionedThroughputExceededException"));
      }
    }
    outbox.answered(call, new Answered(results), now);
    settle();
  }

  void fail(Call call) {
    outbox.answered(call, new Unanswered("no_answer", new IllegalStateException("gone")), now);
    settle();
  }

  void refuse(Call call) {
    outbox.answered(
        call, new Refused("ValidationException", new IllegalStateException("bad")), now);
    settle();
  }

  void sweep() {
    outbox.sweep(now);
    settle();
  }

  void settle() {
    outbox.settled().forEach(Settled::complete);
  }

  int held() {
    return outbox.fill(now).entries();
  }
}
