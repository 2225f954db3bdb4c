package dev.sluice.e2e.aws;

import dev.sluice.simulator.SendLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// Reads all that ever lies on the stream, from the oldest record of every shard on, piece by
/// piece: the local stream forgets when its memory is full, so a long run has to be read while it
/// goes on.
///
/// Some 130 bytes are kept of each record. Not thread-safe.
public final class StreamTail implements AutoCloseable {
  private final KinesisClient kinesis = KinesisClient.create();
  private final Map<String, Shard> shards = new TreeMap<>();
  private final Map<String, Cursor> cursors = new HashMap<>();
  private final List<Landed> landed = new ArrayList<>();

  /// A record of the stream.
  ///
  /// @param contentHash by [SendLog#contentHash]
  public record Landed(String shardId, String sequenceNumber, long contentHash) {}

  /// How far a shard was read.
  ///
  /// @param iterator null once it ended
  private record Cursor(@Nullable String iterator, @Nullable String lastSequenceNumber) {}

  /// Reads on until every shard says that nothing is behind.
  ///
  /// @return how many records that were
  /// @throws software.amazon.awssdk.core.exception.SdkException where the stream cannot be read
  ///   now; nothing is lost by it, the next call goes on
  public int readOn() {
    int before = landed.size();
    for (Shard shard : list()) {
      shards.putIfAbsent(shard.shardId(), shard);
    }
    for (String shardId : shards.keySet()) {
      readOn(shardId);
    }
    return landed.size() - before;
  }

  private List<Shard> list() {
    List<Shard> all = new ArrayList<>();
    ListShardsResponse page = kinesis.listShards(request -> request.streamName(Resources.STREAM));
    all.addAll(page.shards());
    while (page.nextToken() != null) {
      String token = page.nextToken();
      page = kinesis.listShards(request -> request.nextToken(token));
      all.addAll(page.shards());
    }
    return all;
  }

  private void readOn(String shardId) {
    Cursor cursor = cursors.get(shardId);
    if (cursor == null) {
      cursor = new Cursor(iterator(shardId, null), null);
    }
    boolean behind = true;
    while (behind && cursor.iterator() != null) {
      GetRecordsResponse answer = get(shardId, cursor);
      for (Record record : answer.records()) {
        landed.add(
            new Landed(
                shardId,
                record.sequenceNumber(),
                SendLog.contentHash(record.data().asByteArrayUnsafe())));
      }
      String last =
          answer.records().isEmpty()
              ? cursor.lastSequenceNumber()
              : answer.records().getLast().sequenceNumber();
      cursor = new Cursor(answer.nextShardIterator(), last);
      cursors.put(shardId, cursor);
      behind = !answer.records().isEmpty() || behindLatest(answer);
    }
  }

  private static boolean behindLatest(GetRecordsResponse answer) {
    Long millis = answer.millisBehindLatest();
    return millis != null && millis > 0;
  }

  private GetRecordsResponse get(String shardId, Cursor cursor) {
    try {
      return kinesis.getRecords(request -> request.shardIterator(cursor.iterator()));
    } catch (ExpiredIteratorException e) {
      String anew = iterator(shardId, cursor.lastSequenceNumber());
      return kinesis.getRecords(request -> request.shardIterator(anew));
    }
  }

  private String iterator(String shardId, @Nullable String behind) {
    GetShardIteratorRequest.Builder request =
        GetShardIteratorRequest.builder().streamName(Resources.STREAM).shardId(shardId);
    if (behind == null) {
      request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
    } else {
      request
          .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
          .startingSequenceNumber(behind);
    }
    return kinesis.getShardIterator(request.build()).shardIterator();
  }

  /// What was read so far.
  public List<Landed> landed() {
    return List.copyOf(landed);
  }

  /// The parents of each shard that has any.
  public Map<String, Set<String>> parents() {
    return shards.values().stream()
        .filter(shard -> shard.parentShardId() != null)
        .collect(
            Collectors.toUnmodifiableMap(
                Shard::shardId,
                shard ->
                    Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toUnmodifiableSet())));
  }

  @Override
  public void close() {
    kinesis.close();
  }
}
