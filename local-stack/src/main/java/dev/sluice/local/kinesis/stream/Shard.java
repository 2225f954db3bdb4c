package dev.sluice.local.kinesis.stream;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// One shard: a hash key range, its place in the lineage, and its records. Thread-safe.
public final class Shard {

  private static final long OPEN = Long.MAX_VALUE;

  private final ShardBirth birth;
  private final BufferBudget budget;
  private final ShardLimits limits;
  private final RecordRing records = new RecordRing();
  private long closedMillis = OPEN;
  private long endOrdinal = OPEN;

  Shard(ShardBirth birth, BufferBudget budget, boolean enforceLimits) {
    this.birth = birth;
    this.budget = budget;
    this.limits = new ShardLimits(enforceLimits, birth.millis());
  }

  public String id() {
    return birth.shardId();
  }

  public HashKeyRange range() {
    return birth.range();
  }

  /// None for a shard that came with the stream, one after a split, two after a merge.
  public List<String> parents() {
    return birth.parents();
  }

  public long createdMillis() {
    return birth.millis();
  }

  public SequenceNumber startingSequenceNumber() {
    return sequenceNumber(birth.ordinal(), birth.millis());
  }

  /// When it was closed; empty while it is open.
  public synchronized OptionalLong closedAtMillis() {
    return closedMillis == OPEN ? OptionalLong.empty() : OptionalLong.of(closedMillis);
  }

  /// Its ending sequence number. Only a closed shard has one.
  public synchronized SequenceNumber endingSequenceNumber() {
    if (endOrdinal == OPEN) {
      throw new IllegalStateException(id() + " is open");
    }
    return sequenceNumber(endOrdinal, closedMillis);
  }

  public synchronized boolean isOpen() {
    return closedMillis == OPEN;
  }

  /// Whether it took writes at that instant.
  public synchronized boolean wasOpenAt(long epochMillis) {
    return birth.millis() <= epochMillis && epochMillis < closedMillis;
  }

  /// Whether it was closed by that instant.
  public synchronized boolean wasClosedBy(long epochMillis) {
    return closedMillis <= epochMillis;
  }

  /// The number of a record of this shard.
  public SequenceNumber sequenceNumber(StoredRecord stored) {
    return sequenceNumber(stored.ordinal(), stored.arrivalMillis());
  }

  /// A number of this shard after which a reader goes on at `nextOrdinal`.
  public SequenceNumber continuationBefore(long nextOrdinal) {
    return sequenceNumber(Math.max(birth.ordinal(), nextOrdinal - 1), birth.millis());
  }

  SequenceNumber sequenceNumber(long ordinal, long millis) {
    return new SequenceNumber(
        birth.millis() / 1000, ordinal, Math.max(0, millis / 1000), birth.index());
  }

  /// Appends a record; `false` if the shard's write limit is used up.
  synchronized boolean append(long ordinal, NewRecord added, long nowMillis) {
    if (!limits.admitWrite(added.payloadBytes(), nowMillis)) {
      return false;
    }
    StoredRecord stored = new StoredRecord(ordinal, added.partitionKey(), added.data(), nowMillis);
    records.append(stored);
    budget.add(stored.retainedBytes());
    notifyAll();
    return true;
  }

  synchronized void close(long ordinal, long nowMillis) {
    endOrdinal = ordinal;
    closedMillis = nowMillis;
    notifyAll();
  }

  /// Counts a `GetRecords` call against the read limit.
  public synchronized void admitRead(long nowMillis) {
    if (!limits.admitRead(nowMillis)) {
      throw ErrorType.THROUGHPUT_EXCEEDED.because("Rate exceeded for shard " + id() + ".");
    }
  }

  /// Books what a `GetRecords` call returned against the read limit.
  public synchronized void bookRead(long bytes, long nowMillis) {
    limits.bookRead(bytes, nowMillis);
  }

  /// Reads on from an ordinal. Trimmed records are skipped silently, as Kinesis does.
  public synchronized ShardRead read(long fromOrdinal, int maxRecords, long maxBytes, long now) {
    int start = records.firstWithOrdinal(fromOrdinal);
    List<StoredRecord> slice = records.slice(start, maxRecords, maxBytes);
    long next = slice.isEmpty() ? fromOrdinal : slice.getLast().ordinal() + 1;
    int left = start + slice.size();
    boolean drained = left == records.size();
    long behind = drained ? 0 : Math.max(0, now - records.get(left).arrivalMillis());
    return new ShardRead(slice, next, behind, drained && closedMillis != OPEN);
  }

  /// Waits at most for `patience` until there is something to read from that ordinal on, or the
  /// shard's end; `false` if neither came.
  public synchronized boolean awaitReadable(long fromOrdinal, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (records.firstWithOrdinal(fromOrdinal) == records.size() && closedMillis == OPEN) {
      long leftMillis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (leftMillis <= 0) {
        return false;
      }
      wait(leftMillis);
    }
    return true;
  }

  /// The ordinal of the first record that arrived at or after the instant; empty if none has yet.
  synchronized OptionalLong firstArrivedAt(long epochMillis) {
    int index = records.firstArrivedAt(epochMillis);
    return index == records.size()
        ? OptionalLong.empty()
        : OptionalLong.of(records.get(index).ordinal());
  }

  /// The arrival time of the oldest record; empty if there is none.
  synchronized OptionalLong oldestArrival() {
    return records.size() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(records.get(0).arrivalMillis());
  }

  /// Drops what arrived before the horizon.
  synchronized void trimBefore(long horizonMillis) {
    while (records.size() > 0 && records.get(0).arrivalMillis() < horizonMillis) {
      dropFirst();
    }
  }

  /// Drops the oldest records until `bytes` are free or nothing is left.
  synchronized long trimBytes(long bytes) {
    long freed = 0;
    while (records.size() > 0 && freed < bytes) {
      freed += dropFirst();
    }
    return freed;
  }

  private long dropFirst() {
    long freed = records.dropFirst().retainedBytes();
    budget.add(-freed);
    return freed;
  }

  boolean isChildOf(Set<String> ids) {
    return birth.parents().stream().anyMatch(ids::contains);
  }

  /// Whether a sequence number was given out by this shard or marks its bounds.
  boolean issued(SequenceNumber number) {
    return number.shardIndex() == birth.index()
        && number.shardSecond() == birth.millis() / 1000
        && number.ordinal() >= birth.ordinal();
  }
}
