package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;

/// Adds tags to a stream or consumer, or changes them.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_TagResource.html>
record TagResource(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    new TaggedResources(account).in(in).add(in.stringMap("Tags"));
  }
}
