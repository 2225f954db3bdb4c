package dev.sluice.local.kinesis.stream;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The streams of one AWS account in one region. Thread-safe.
///
/// All records together stay within a budget of bytes: beyond it the oldest ones go, read or not.
public final class Account {

  private static final Logger LOG = LoggerFactory.getLogger(Account.class);
  private static final int MAX_NEW_SHARDS = 10_000;
  private static final long TRIM_STEP_BYTES = 64 << 10;

  private final String arnPrefix;
  private final Clock clock;
  private final BufferBudget budget;
  private final boolean enforceShardLimits;
  private final ConcurrentNavigableMap<String, Stream> streams = new ConcurrentSkipListMap<>();
  private boolean trimmedUnread;

  public Account(
      String region,
      String accountId,
      Clock clock,
      BufferBudget budget,
      boolean enforceShardLimits) {
    this.arnPrefix = "arn:aws:kinesis:" + region + ":" + accountId + ":stream/";
    this.clock = clock;
    this.budget = budget;
    this.enforceShardLimits = enforceShardLimits;
  }

  public Clock clock() {
    return clock;
  }

  /// Creates a stream, active at once.
  public Stream create(String name, int shardCount, StreamMode mode) {
    if (!name.matches("[a-zA-Z0-9_.-]{1,128}")) {
      throw ErrorType.VALIDATION.because(
          "Value '" + name + "' at 'streamName' failed to satisfy: 1 to 128 of [a-zA-Z0-9_.-]");
    }
    if (shardCount < 1 || shardCount > MAX_NEW_SHARDS) {
      throw ErrorType.VALIDATION.because(
          "ShardCount %d is not in 1..%d".formatted(shardCount, MAX_NEW_SHARDS));
    }
    Topology topology = new Topology(shardCount, clock, budget, enforceShardLimits);
    StreamIdentity identity = new StreamIdentity(name, arnPrefix + name, clock.instant());
    Stream created = new Stream(identity, mode, clock, topology);
    if (streams.putIfAbsent(name, created) != null) {
      throw ErrorType.RESOURCE_IN_USE.because("Stream " + name + " already exists.");
    }
    return created;
  }

  public Optional<Stream> named(String name) {
    return Optional.ofNullable(streams.get(name));
  }

  /// A stream that must exist.
  public Stream stream(String name) {
    return named(name)
        .orElseThrow(() -> ErrorType.RESOURCE_NOT_FOUND.because("Stream " + name + " not found."));
  }

  /// A stream by its ARN, or by the ARN of one of its consumers.
  public Stream streamOfArn(String arn) {
    if (!arn.startsWith(arnPrefix)) {
      throw ErrorType.RESOURCE_NOT_FOUND.because(
          arn + " names no stream here; they begin with " + arnPrefix);
    }
    String rest = arn.substring(arnPrefix.length());
    int slash = rest.indexOf('/');
    return stream(slash < 0 ? rest : rest.substring(0, slash));
  }

  /// Deletes a stream with its records and consumers.
  public void delete(Stream stream) {
    if (streams.remove(stream.name(), stream)) {
      stream.drain();
    }
  }

  /// Ordered by name.
  public List<Stream> streams() {
    return List.copyOf(streams.values());
  }

  /// Stores records, then drops the oldest of all streams if they exceed the budget.
  public List<PutOutcome> put(Stream stream, List<NewRecord> records) {
    List<PutOutcome> outcomes = stream.put(records);
    if (budget.excess() > 0) {
      trimToBudget();
    }
    return outcomes;
  }

  private synchronized void trimToBudget() {
    if (!trimmedUnread) {
      trimmedUnread = true;
      LOG.info(
          "records exceed the {} bytes kept in memory; the oldest ones are dropped from now on",
          budget.max());
    }
    while (budget.excess() > 0) {
      Optional<Shard> oldest = shardWithOldestRecord();
      if (oldest.isEmpty()) {
        return;
      }
      oldest.get().trimBytes(Math.max(TRIM_STEP_BYTES, budget.excess() / 8));
    }
  }

  private Optional<Shard> shardWithOldestRecord() {
    return streams.values().stream()
        .flatMap(stream -> stream.shards().stream())
        .map(shard -> new Aged(shard, shard.oldestArrival()))
        .filter(aged -> aged.arrival().isPresent())
        .min(Comparator.comparingLong(aged -> aged.arrival().getAsLong()))
        .map(Aged::shard);
  }

  private record Aged(Shard shard, OptionalLong arrival) {}
}
