package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;

/// Takes a consumer's registration back.
///
/// Source:
/// <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeregisterStreamConsumer.html>
record DeregisterStreamConsumer(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    ConsumerNames names = new ConsumerNames(account);
    names.stream(in).consumers().deregister(names.in(in));
  }
}
