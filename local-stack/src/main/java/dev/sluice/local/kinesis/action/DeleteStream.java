package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;

/// Deletes a stream with its records; one with consumers only if `EnforceConsumerDeletion` says so.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteStream.html>
record DeleteStream(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    Stream stream = new StreamNames(account).in(in);
    if (!stream.consumers().all().isEmpty() && !in.flag("EnforceConsumerDeletion")) {
      throw ErrorType.RESOURCE_IN_USE.because(
          "Stream %s has registered consumers; set EnforceConsumerDeletion to delete it."
              .formatted(stream.name()));
    }
    account.delete(stream);
  }
}
