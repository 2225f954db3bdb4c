package dev.sluice.local.kinesis.action;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.local.kinesis.stream.RegisteredConsumer;
import dev.sluice.local.kinesis.wire.Reply;
import java.io.IOException;

/// Writes consumers as their operations show them.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Consumer.html>
record ConsumerJson(Reply reply) {

  void write(JsonGenerator json, RegisteredConsumer consumer) throws IOException {
    json.writeStringField("ConsumerName", consumer.name());
    json.writeStringField("ConsumerARN", consumer.arn());
    json.writeStringField("ConsumerStatus", "ACTIVE");
    reply.time(json, "ConsumerCreationTimestamp", consumer.created());
  }
}
