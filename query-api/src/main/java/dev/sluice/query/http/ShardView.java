package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.http.json.JsonBody;
import dev.sluice.model.Timestamps;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.time.Instant;

/// A shard that somebody works on.
@Schema(name = "Shard")
record ShardView(
    @Schema(example = "shardId-000000000000") String shard,
    @Schema(
            format = "date-time",
            description = "When the stream was made: one that is made again has the same shards.",
            example = "2026-03-01T00:00:00.000Z")
        String streamCreated,
    @Schema(description = "Host and process that hold it.", example = "consumer-0:7") String worker,
    @Schema(
            description =
                "How far its last read was behind its tip; once beats are overdue, and the time"
                    + " since the last.",
            example = "0")
        long lagMs,
    @Schema(
            format = "date-time",
            description = "When it was last heard of; every 2 s while the shard is read.",
            example = "2026-03-05T01:49:51.700Z")
        String beatTime)
    implements JsonBody {

  static ShardView of(ShardBeat beat, Instant now) {
    int slash = beat.shard().indexOf('/');
    long created = Long.parseLong(beat.shard().substring(0, slash));
    return new ShardView(
        beat.shard().substring(slash + 1),
        Timestamps.format(Instant.ofEpochMilli(created)),
        beat.worker(),
        beat.lag(now).toMillis(),
        Timestamps.format(beat.time()));
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("shard", shard);
    json.writeStringField("stream_created", streamCreated);
    json.writeStringField("worker", worker);
    json.writeNumberField("lag_ms", lagMs);
    json.writeStringField("beat_time", beatTime);
    json.writeEndObject();
  }
}
