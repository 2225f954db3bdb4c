package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.Retention;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;

/// Decreases the time that a stream keeps its records.
///
/// Source:
/// <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DecreaseStreamRetentionPeriod.html>
record DecreaseStreamRetentionPeriod(Account account) implements Action {

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    Stream stream = new StreamNames(account).in(in);
    Retention wanted = new Retention(in.requiredInteger("RetentionPeriodHours"));
    int current = stream.retention().hours();
    if (wanted.hours() > current) {
      throw ErrorType.INVALID_ARGUMENT.because(
          "Requested retention period (%d hours) for stream %s can not be higher than the existing one (%d hours)."
              .formatted(wanted.hours(), stream.name(), current));
    }
    stream.retain(wanted);
  }
}
