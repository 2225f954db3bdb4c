package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;

/// Removes tags from a stream; keys that it does not have are ignored.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RemoveTagsFromStream.html>
record RemoveTagsFromStream(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    new StreamNames(account).in(in).tags().remove(in.strings("TagKeys"));
  }
}
