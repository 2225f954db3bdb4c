package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.RegisteredConsumer;
import dev.sluice.local.kinesis.wire.Call;
import java.io.IOException;

/// Describes a consumer registered for enhanced fan-out.
///
/// Source:
/// <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamConsumer.html>
record DescribeStreamConsumer(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    RegisteredConsumer consumer = new ConsumerNames(account).in(call.parameters());
    call.reply()
        .object(json -> {
          json.writeObjectFieldStart("ConsumerDescription");
          new ConsumerJson(call.reply()).write(json, consumer);
          json.writeStringField("StreamARN", consumer.streamArn());
          json.writeEndObject();
        });
  }
}
