package dev.sluice.stream;

import java.time.Instant;
import java.util.Objects;

/// A shard of one incarnation of a stream, as one application sees it: names it for ever.
///
/// A stream that is deleted and created anew has the same name and the same shard ids but other
/// records; only the time of its creation tells the two apart.
///
/// @param application the KCL application, which is also the name of its lease table
/// @param streamCreated when this incarnation of the stream was created
/// @param shardId such as `shardId-000000000000`
public record ShardRef(String application, String stream, Instant streamCreated, String shardId) {
  public ShardRef {
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(stream, "stream");
    Objects.requireNonNull(streamCreated, "streamCreated");
    Objects.requireNonNull(shardId, "shardId");
  }

  /// `<creation epoch millis of the stream>/<shard id>`: what is noted of the shard whichever
  /// application reads it.
  public String name() {
    return streamCreated.toEpochMilli() + "/" + shardId;
  }

  @Override
  public String toString() {
    return application + ":" + stream + "/" + shardId;
  }
}
