package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.RegisteredConsumer;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;

/// Registers a consumer for enhanced fan-out; active at once.
///
/// Source:
/// <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html>
record RegisterStreamConsumer(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    String name = in.requiredString("ConsumerName");
    if (!name.matches("[a-zA-Z0-9_.-]{1,128}")) {
      throw ErrorType.VALIDATION.because(
          "Value '" + name + "' at 'consumerName' failed to satisfy: 1 to 128 of [a-zA-Z0-9_.-]");
    }
    RegisteredConsumer registered =
        new ConsumerNames(account).stream(in).consumers().register(name);
    registered.tags().add(in.stringMap("Tags"));
    call.reply()
        .object(json -> {
          json.writeObjectFieldStart("Consumer");
          new ConsumerJson(call.reply()).write(json, registered);
          json.writeEndObject();
        });
  }
}
