package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.RegisteredConsumer;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Parameters;
import java.util.Optional;

/// Finds the consumer that a request names, by `ConsumerARN` or by `StreamARN` and `ConsumerName`.
record ConsumerNames(Account account) {

  Stream stream(Parameters parameters) {
    return account.streamOfArn(
        parameters
            .string("ConsumerARN")
            .or(() -> parameters.string("StreamARN"))
            .orElseThrow(() -> Parameters.missing("streamARN")));
  }

  RegisteredConsumer in(Parameters parameters) {
    Stream stream = stream(parameters);
    Optional<String> arn = parameters.string("ConsumerARN");
    Optional<RegisteredConsumer> found =
        arn.isPresent()
            ? stream.consumers().withArn(arn.get())
            : stream.consumers().named(parameters.requiredString("ConsumerName"));
    return found.orElseThrow(() ->
        ErrorType.RESOURCE_NOT_FOUND.because(
            "Consumer %s of stream %s not found."
                .formatted(
                    arn.or(() -> parameters.string("ConsumerName")).orElse(""), stream.name())));
  }
}
