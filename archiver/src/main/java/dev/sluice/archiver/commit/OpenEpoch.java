package dev.sluice.archiver.commit;

import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archiver.change.Change;
import dev.sluice.archiver.change.Change.Expired;
import dev.sluice.archiver.change.Change.Ignored;
import dev.sluice.archiver.change.Change.Refused;
import dev.sluice.archiver.spool.PartitionSpool;
import dev.sluice.archiver.spool.SpoolStatus;
import dev.sluice.stream.SequenceNumber;
import dev.sluice.stream.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The records of a shard since its last commit: rows on local disk, the rest counted.
final class OpenEpoch implements AutoCloseable {
  private final PartitionSpool spool;
  private final StreamRecord first;
  private final Instant opened;
  private final List<RefusedChange> refused = new ArrayList<>();
  private final Map<Ignored.Kind, Integer> ignored = new EnumMap<>(Ignored.Kind.class);
  private StreamRecord last;
  private int refusedBytes;
  private int erasedChanges;
  private int stateBytes;

  /// @param first its first record
  OpenEpoch(PartitionSpool spool, StreamRecord first, Instant now) {
    this.spool = spool;
    this.first = first;
    this.last = first;
    this.opened = now;
  }

  void take(StreamRecord record, Change change) {
    switch (change) {
      case Expired(ArchiveRow row) -> append(row);
      case Ignored(Ignored.Kind kind) -> ignored.merge(kind, 1, Integer::sum);
      case Refused why -> {
        refused.add(new RefusedChange(record, why));
        refusedBytes += record.data().remaining();
      }
    }
    last = record;
  }

  private void append(ArchiveRow row) {
    int before = spool.status().partitions();
    spool.append(row);
    if (spool.status().partitions() > before) {
      stateBytes += row.partition().path().length() * 3; // at most so many bytes in UTF-8
    }
  }

  /// Whether it is to be sealed, and why.
  ///
  /// @param compression bytes of files for a byte in the spool
  Optional<SealRule.Reason> due(SealRule rule, double compression, Instant now) {
    SpoolStatus status = spool.status();
    if (status.partitions() > rule.partitions() || stateBytes > SealRule.STATE_BYTES) {
      return Optional.of(SealRule.Reason.PARTITIONS);
    }
    if (status.bytes() * compression >= rule.fileBytes()) {
      return Optional.of(SealRule.Reason.SIZE);
    }
    if (refusedBytes > SealRule.LETTER_BYTES) {
      return Optional.of(SealRule.Reason.REFUSED);
    }
    boolean old = Duration.between(opened, now).compareTo(rule.age()) >= 0;
    return old ? Optional.of(SealRule.Reason.AGE) : Optional.empty();
  }

  PartitionSpool spool() {
    return spool;
  }

  SequenceNumber first() {
    return first.sequence();
  }

  SequenceNumber last() {
    return last.sequence();
  }

  /// When the first of the records reached the stream.
  Instant firstArrived() {
    return first.arrived();
  }

  Instant lastArrived() {
    return last.arrived();
  }

  /// What is to be a dead letter.
  List<RefusedChange> refused() {
    return refused;
  }

  /// Of what was erased no dead letter is written either.
  void forget(Map<String, Instant> erased) {
    int before = refused.size();
    refused.removeIf(one -> one.isErased(erased));
    erasedChanges += before - refused.size();
  }

  /// How many refused changes were forgotten.
  int erasedChanges() {
    return erasedChanges;
  }

  Map<Ignored.Kind, Integer> ignored() {
    return ignored;
  }

  /// Deletes what is on local disk.
  @Override
  public void close() {
    spool.close();
  }
}
