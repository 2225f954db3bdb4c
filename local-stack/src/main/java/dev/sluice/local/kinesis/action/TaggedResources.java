package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.stream.Tags;
import dev.sluice.local.kinesis.wire.Parameters;

/// Finds the tags of the stream or consumer that `ResourceARN` names.
record TaggedResources(Account account) {

  Tags in(Parameters parameters) {
    String arn = parameters.requiredString("ResourceARN");
    Stream stream = account.streamOfArn(arn);
    if (arn.equals(stream.identity().arn())) {
      return stream.tags();
    }
    return stream
        .consumers()
        .withArn(arn)
        .orElseThrow(() -> ErrorType.RESOURCE_NOT_FOUND.because("Resource " + arn + " not found."))
        .tags();
  }
}
