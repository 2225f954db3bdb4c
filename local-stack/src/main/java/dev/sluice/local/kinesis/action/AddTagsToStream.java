package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;

/// Adds tags to a stream, or changes them.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html>
record AddTagsToStream(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    new StreamNames(account).in(in).tags().add(in.stringMap("Tags"));
  }
}
