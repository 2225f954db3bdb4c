package dev.sluice.local.kinesis.action;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import java.io.IOException;

/// Describes a stream without its shards.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamSummary.html>
record DescribeStreamSummary(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Stream stream = new StreamNames(account).in(call.parameters());
    call.reply()
        .object(json -> {
          json.writeObjectFieldStart("StreamDescriptionSummary");
          writeStream(call, json, stream);
          json.writeNumberField("OpenShardCount", stream.openShards().size());
          json.writeNumberField("ConsumerCount", stream.consumers().all().size());
          json.writeEndObject();
        });
  }

  /// The members that every description of a stream has.
  static void writeStream(Call call, JsonGenerator json, Stream stream) throws IOException {
    json.writeStringField("StreamName", stream.name());
    json.writeStringField("StreamARN", stream.identity().arn());
    json.writeStringField("StreamStatus", "ACTIVE");
    json.writeObjectFieldStart("StreamModeDetails");
    json.writeStringField("StreamMode", stream.mode().name());
    json.writeEndObject();
    json.writeNumberField("RetentionPeriodHours", stream.retention().hours());
    call.reply().time(json, "StreamCreationTimestamp", stream.identity().created());
    json.writeStringField("EncryptionType", "NONE");
    json.writeArrayFieldStart("EnhancedMonitoring");
    json.writeStartObject();
    json.writeArrayFieldStart("ShardLevelMetrics");
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }
}
