package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Parameters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the stream that a request names, by `StreamName` or `StreamARN`.
record StreamNames(Account account) {

  Stream in(Parameters parameters) {
    return find(
        parameters.string("StreamName").orElse(null), parameters.string("StreamARN").orElse(null));
  }

  Stream find(@Nullable String name, @Nullable String arn) {
    if (arn != null) {
      return account.streamOfArn(arn);
    }
    return account.stream(
        Optional.ofNullable(name).orElseThrow(() -> Parameters.missing("streamName")));
  }
}
