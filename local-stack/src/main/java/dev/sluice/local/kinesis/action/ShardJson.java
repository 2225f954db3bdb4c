package dev.sluice.local.kinesis.action;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.local.kinesis.stream.Shard;
import java.io.IOException;
import java.util.List;

/// Writes shards as `ListShards`, `DescribeStream` and the end of a shard show them.
final class ShardJson {

  private ShardJson() {}

  static void writeShards(JsonGenerator json, List<Shard> shards) throws IOException {
    json.writeArrayFieldStart("Shards");
    for (Shard shard : shards) {
      writeShard(json, shard);
    }
    json.writeEndArray();
  }

  /// The members that a reader gets with the last records of a closed shard.
  static void writeChildren(JsonGenerator json, List<Shard> children) throws IOException {
    json.writeArrayFieldStart("ChildShards");
    for (Shard child : children) {
      json.writeStartObject();
      json.writeStringField("ShardId", child.id());
      json.writeArrayFieldStart("ParentShards");
      for (String parent : child.parents()) {
        json.writeString(parent);
      }
      json.writeEndArray();
      writeRange(json, child);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeShard(JsonGenerator json, Shard shard) throws IOException {
    json.writeStartObject();
    json.writeStringField("ShardId", shard.id());
    if (!shard.parents().isEmpty()) {
      json.writeStringField("ParentShardId", shard.parents().getFirst());
    }
    if (shard.parents().size() > 1) {
      json.writeStringField("AdjacentParentShardId", shard.parents().get(1));
    }
    writeRange(json, shard);
    json.writeObjectFieldStart("SequenceNumberRange");
    json.writeStringField("StartingSequenceNumber", shard.startingSequenceNumber().toString());
    if (!shard.isOpen()) {
      json.writeStringField("EndingSequenceNumber", shard.endingSequenceNumber().toString());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeRange(JsonGenerator json, Shard shard) throws IOException {
    json.writeObjectFieldStart("HashKeyRange");
    json.writeStringField("StartingHashKey", shard.range().first().toString());
    json.writeStringField("EndingHashKey", shard.range().last().toString());
    json.writeEndObject();
  }
}
