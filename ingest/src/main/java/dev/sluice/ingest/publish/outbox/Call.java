package dev.sluice.ingest.publish.outbox;

import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.publish.outbox.Consignment.Waiting;
import java.util.ArrayList;
import java.util.List;

/// What goes onto the stream at once. A key is in it once, so that the stream may refuse any of its
/// records without harm to the order.
public final class Call {
  final long begun;
  final List<Share> shares = new ArrayList<>();
  private int bytes;
  private int entries;
  private List<StreamEntry> records = List.of();

  Call(long begun) {
    this.begun = begun;
  }

  /// What a lane has in it: one entry, or several that share a record.
  record Share(Lane lane, List<Waiting> entries) {
    private StreamEntry entry() {
      return new StreamEntry(
          lane.key,
          entries.size() == 1
              ? entries.getFirst().bytes
              : Aggregate.of(
                  lane.key, lane.keyBytes, entries.stream().map(entry -> entry.bytes).toList()));
    }
  }

  boolean hasRoomFor(Lane lane, OutboxBounds bounds) {
    return shares.isEmpty()
        || (shares.size() < bounds.batchRecords()
            && bytes + lane.weight(bounds.aggregateBytes()) <= bounds.batchBytes());
  }

  /// @param mostBytes of a record that entries share
  void load(Lane lane, int mostBytes) {
    bytes += lane.weight(mostBytes);
    Share share = new Share(lane, lane.depart(mostBytes));
    shares.add(share);
    entries += share.entries().size();
  }

  /// One for each key. Not for several threads at a time.
  public List<StreamEntry> records() {
    if (records.isEmpty()) {
      records = shares.stream().map(Share::entry).toList();
    }
    return records;
  }

  /// That share the records.
  public int entries() {
    return entries;
  }
}
