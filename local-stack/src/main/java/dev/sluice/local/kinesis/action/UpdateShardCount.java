package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;

/// Brings a stream to a number of shards of one size; done at once.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html>
record UpdateShardCount(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    Stream stream = new StreamNames(account).in(in);
    String scaling = in.requiredString("ScalingType");
    if (!scaling.equals("UNIFORM_SCALING")) {
      throw ErrorType.VALIDATION.because("ScalingType '" + scaling + "' is not UNIFORM_SCALING");
    }
    int target = in.integerWithin("TargetShardCount", 1, 10_000, 0);
    int before = stream.scaleTo(target);
    call.reply()
        .object(json -> {
          json.writeStringField("StreamName", stream.name());
          json.writeStringField("StreamARN", stream.identity().arn());
          json.writeNumberField("CurrentShardCount", before);
          json.writeNumberField("TargetShardCount", target);
        });
  }
}
