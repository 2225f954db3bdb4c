package dev.sluice.query.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.feed.FeedCounts;
import dev.sluice.model.Timestamps;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The messages that are about the connection and not about what happened.
final class LiveMessages {
  private static final String PATH = "/v1/live";
  private static final JsonFactory JSON = new JsonFactory();

  private LiveMessages() {}

  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private static LiveMessage message(String kind, @Nullable String resume, Members members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("kind", kind);
      members.write(json);
      if (resume != null) {
        json.writeStringField("resume", resume);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return LiveMessage.whole(kind, text.toString(), resume);
  }

  static LiveMessage ack(String op, @Nullable String id, boolean resumed) {
    return message(
        "ack",
        null,
        json -> {
          json.writeStringField("op", op);
          if (id != null) {
            json.writeStringField("id", id);
          }
          if (resumed) {
            json.writeBooleanField("resumed", true);
          }
        });
  }

  static LiveMessage error(@Nullable String id, LiveRefusal refusal) {
    return message(
        "error",
        null,
        json -> {
          if (id != null) {
            json.writeStringField("id", id);
          }
          json.writeObjectFieldStart("problem");
          json.writeStringField("type", "about:blank");
          json.writeStringField("title", title(refusal.status()));
          json.writeNumberField("status", refusal.status());
          json.writeStringField("detail", refusal.detail());
          json.writeStringField("instance", PATH);
          if (refusal.parameter() != null) {
            json.writeStringField("parameter", refusal.parameter());
          }
          json.writeEndObject();
        });
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 410 -> "Gone";
      case 429 -> "Too Many Requests";
      default -> "Error";
    };
  }

  static LiveMessage missed(long count) {
    return message("missed", null, json -> json.writeNumberField("count", count));
  }

  static LiveMessage progress(String resume) {
    return message("progress", resume, json -> {});
  }

  /// @param degraded whether the feed cannot be read now, so that silence means nothing
  static LiveMessage heartbeat(Instant now, boolean degraded, String resume) {
    return message(
        "heartbeat",
        resume,
        json -> {
          json.writeStringField("time", Timestamps.format(now));
          if (degraded) {
            json.writeBooleanField("degraded", true);
          }
        });
  }

  /// The body of a message about the pipeline.
  static String pipeline(
      Duration interval, FeedCounts counts, Collection<ShardBeat> shards, Instant now) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("interval_ms", interval.toMillis());
      json.writeNumberField("received", counts.received());
      json.writeNumberField("stored", counts.stored());
      json.writeNumberField("duplicate", counts.duplicate());
      json.writeNumberField("rejected", counts.allRejected());
      json.writeNumberField("erased", counts.erased());
      json.writeObjectFieldStart("rejected_reasons");
      for (Map.Entry<String, Long> reason : counts.rejected().entrySet()) {
        json.writeNumberField(reason.getKey(), reason.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("shards");
      for (ShardBeat shard : shards) {
        json.writeStartObject();
        json.writeStringField("shard", shardId(shard));
        json.writeNumberField("lag_ms", shard.lag(now).toMillis());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return text.toString();
  }

  private static String shardId(ShardBeat beat) {
    return beat.shard().substring(beat.shard().indexOf('/') + 1);
  }
}
