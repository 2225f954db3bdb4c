package dev.sluice.local.kinesis.stream;

import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// One stream: takes records in, keeps them for its retention, changes its shards. Thread-safe.
public final class Stream {

  private final StreamIdentity identity;
  private final StreamMode mode;
  private final Clock clock;
  private final Topology topology;
  private final Tags tags = new Tags();
  private final Consumers consumers;
  private Retention retention = Retention.DEFAULT;

  Stream(StreamIdentity identity, StreamMode mode, Clock clock, Topology topology) {
    this.identity = identity;
    this.mode = mode;
    this.clock = clock;
    this.topology = topology;
    this.consumers = new Consumers(identity, clock);
  }

  public StreamIdentity identity() {
    return identity;
  }

  public String name() {
    return identity.name();
  }

  public StreamMode mode() {
    return mode;
  }

  public Tags tags() {
    return tags;
  }

  public Consumers consumers() {
    return consumers;
  }

  public synchronized Retention retention() {
    return retention;
  }

  public synchronized void retain(Retention changed) {
    retention = changed;
    trim();
  }

  /// Every shard that can still hold records, in the order of creation.
  public synchronized List<Shard> shards() {
    trim();
    return topology.all();
  }

  public synchronized List<Shard> openShards() {
    return topology.open();
  }

  public Shard shard(String id) {
    return shards().stream()
        .filter(shard -> shard.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            ErrorType.RESOURCE_NOT_FOUND.because(
                "Shard %s in stream %s not found.".formatted(id, name())));
  }

  public synchronized List<Shard> childrenOf(Shard parent) {
    return topology.childrenOf(parent.id());
  }

  /// Since when records are kept; not before the stream was made.
  public synchronized long trimHorizonMillis() {
    return Math.max(identity.created().toEpochMilli(), retention.horizon(clock.millis()));
  }

  /// Stores the records in order, each alone: one may be throttled while its neighbours are stored.
  public synchronized List<PutOutcome> put(List<NewRecord> records) {
    long now = clock.millis();
    List<PutOutcome> outcomes = new ArrayList<>(records.size());
    for (NewRecord added : records) {
      Shard shard = topology.openFor(added.hashKey());
      long ordinal = topology.nextOrdinal();
      outcomes.add(
          shard.append(ordinal, added, now)
              ? new PutOutcome.Stored(shard.id(), shard.sequenceNumber(ordinal, now))
              : throttled(shard));
    }
    return outcomes;
  }

  /// The shard that takes records of this hash key now.
  public synchronized Shard openShardFor(NewRecord candidate) {
    return topology.openFor(candidate.hashKey());
  }

  /// What a record that the shard's limits refuse is answered with.
  public PutOutcome.Throttled throttled(Shard shard) {
    return new PutOutcome.Throttled(
        "Rate exceeded for shard %s in stream %s.".formatted(shard.id(), name()));
  }

  /// Translates a starting position to the ordinal of the first record wanted.
  public synchronized long ordinalOf(StartingPosition position, Shard shard) {
    return switch (position) {
      case StartingPosition.TrimHorizon() -> 0;
      case StartingPosition.Latest() -> topology.tip();
      case StartingPosition.AtSequenceNumber(SequenceNumber number) -> checked(number, shard);
      case StartingPosition.AfterSequenceNumber(SequenceNumber number) ->
          checked(number, shard) + 1;
      case StartingPosition.AtTimestamp(var instant) ->
          shard.firstArrivedAt(instant.toEpochMilli()).orElseGet(topology::tip);
    };
  }

  private long checked(SequenceNumber number, Shard shard) {
    if (!shard.issued(number)) {
      throw ErrorType.INVALID_ARGUMENT.because(
          "StartingSequenceNumber %s used on shard %s in stream %s is invalid because it did not come from this shard."
              .formatted(number, shard.id(), name()));
    }
    return number.ordinal();
  }

  /// Splits an open shard at a hash key.
  public synchronized void split(String shardId, BigInteger newStartingHashKey) {
    topology.split(openShard(shardId), newStartingHashKey);
  }

  /// Merges two adjacent open shards.
  public synchronized void merge(String shardId, String adjacentId) {
    if (shardId.equals(adjacentId)) {
      throw ErrorType.INVALID_ARGUMENT.because("Cannot merge shard " + shardId + " with itself.");
    }
    topology.merge(openShard(shardId), openShard(adjacentId));
  }

  /// Brings the stream to `target` open shards of one size; at most twice, at least half as many as
  /// now. Returns how many there were.
  public synchronized int scaleTo(int target) {
    int current = topology.open().size();
    if (target > 2 * current || 2 * target < current) {
      throw ErrorType.LIMIT_EXCEEDED.because(
          "UpdateShardCount cannot scale up over double or down below half of the current open shard count %d; TargetShardCount was %d."
              .formatted(current, target));
    }
    new UniformScaling(target).apply(topology);
    return current;
  }

  private Shard openShard(String id) {
    Shard found = shard(id);
    if (!found.isOpen()) {
      throw ErrorType.INVALID_ARGUMENT.because(
          "Shard %s in stream %s is already closed.".formatted(id, name()));
    }
    return found;
  }

  /// Gives all memory back, for a stream that is deleted.
  synchronized void drain() {
    topology.all().forEach(shard -> shard.trimBytes(Long.MAX_VALUE));
  }

  private void trim() {
    long horizon = retention.horizon(clock.millis());
    topology.all().forEach(shard -> shard.trimBefore(horizon));
    topology.forgetClosedBy(horizon);
  }
}
