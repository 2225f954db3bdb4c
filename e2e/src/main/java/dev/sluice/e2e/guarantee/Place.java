package dev.sluice.e2e.guarantee;

import java.math.BigInteger;
import java.util.Comparator;

/// Where an event lies on the stream of this run: a [dev.sluice.model.Position] without the
/// stream's incarnation, because a run has one stream.
///
/// Ordered by shard, then as the shard orders its records.
public record Place(String shardId, BigInteger sequenceNumber, long subSequence, int line)
    implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::shardId)
          .thenComparing(Place::sequenceNumber)
          .thenComparingLong(Place::subSequence)
          .thenComparingInt(Place::line);

  public Place {
    shardId = shardId.intern();
  }

  /// The first event of a record.
  ///
  /// @param sequenceNumber as Kinesis writes it
  public static Place ofRecord(String shardId, String sequenceNumber) {
    return new Place(shardId, new BigInteger(sequenceNumber), 0, 0);
  }

  /// @param position the text of a [dev.sluice.model.Position]
  /// @throws IllegalArgumentException quoting a text that is none
  public static Place ofPosition(String position) {
    String[] parts = position.split("/", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException(
          "\"" + position + "\" is no position; one is <created>/<shard>/<sequence>/<sub>/<line>");
    }
    return new Place(
        parts[1], new BigInteger(parts[2]), Long.parseLong(parts[3]), Integer.parseInt(parts[4]));
  }

  /// Whether the shard gives this one before the other; never, if they are on different shards.
  public boolean isBefore(Place other) {
    return shardId.equals(other.shardId) && compareTo(other) < 0;
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  /// `shardId-000000000001/4959…`, and the place in the record where it is not the first
  @Override
  public String toString() {
    String record = shardId + "/" + sequenceNumber;
    return subSequence == 0 && line == 0 ? record : record + "/" + subSequence + "/" + line;
  }
}
