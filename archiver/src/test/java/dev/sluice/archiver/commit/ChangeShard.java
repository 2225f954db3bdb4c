package dev.sluice.archiver.commit;

import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archiver.ChangeRecords;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.stream.Commits;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.SequenceNumber;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StreamRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A shard of the change stream with its lease, in memory: what was committed, what is announced,
/// and who owns it.
final class ChangeShard {
  static final Instant ARRIVED = Instant.parse("2026-11-10T00:00:00Z");

  private final List<StreamRecord> records = new ArrayList<>();
  private @Nullable SequenceNumber committed;
  private byte @Nullable [] announced;
  private int owner;

  /// The next record.
  void put(byte[] data) {
    int number = records.size() + 1;
    records.add(
        new StreamRecord(
            Integer.toString(1_000 + number),
            0,
            "key",
            ARRIVED.plusSeconds(number),
            ByteBuffer.wrap(data)));
  }

  void putRemoval(ArchiveRow row) {
    StoredEvent item =
        new StoredEvent(row.event(), row.position(), row.expiredTime().minusSeconds(10));
    put(ChangeRecords.bytes(ChangeRecords.removal(item, row.expiredTime())));
  }

  /// The stream forgets its first records.
  void trim(int count) {
    records.subList(0, count).clear();
  }

  /// Whoever takes the lease owns it from then on; others cannot commit any more.
  int take() {
    return ++owner;
  }

  Optional<byte[]> announced() {
    return Optional.ofNullable(announced);
  }

  boolean isCommittedToTheEnd() {
    return records.getLast().sequence().equals(committed);
  }

  Optional<SequenceNumber> committed() {
    return Optional.ofNullable(committed);
  }

  /// What comes after the last commit, in batches of so many.
  List<RecordBatch> batches(int size) {
    List<StreamRecord> rest =
        records.stream()
            .filter(r -> committed == null || r.sequence().compareTo(committed) > 0)
            .toList();
    List<RecordBatch> batches = new ArrayList<>();
    for (int from = 0; from < rest.size(); from += size) {
      batches.add(
          new RecordBatch(rest.subList(from, Math.min(rest.size(), from + size)), Duration.ZERO));
    }
    return batches;
  }

  /// The commits of an owner, each a step of its process.
  Commits commits(int by, Steps steps) {
    return new Commits() {
      @Override
      public void commit(SequenceNumber last) throws ShardReleased {
        steps.meet("before commit");
        ensureOwner(by);
        committed = last;
        announced = null;
        steps.meet("after commit");
      }

      @Override
      public void prepare(SequenceNumber last, byte[] state) throws ShardReleased {
        steps.meet("before prepare");
        ensureOwner(by);
        announced = state.clone();
        steps.meet("after prepare");
      }
    };
  }

  private void ensureOwner(int by) throws ShardReleased {
    if (by != owner) {
      throw new ShardReleased(HeldShard.REF);
    }
  }
}
