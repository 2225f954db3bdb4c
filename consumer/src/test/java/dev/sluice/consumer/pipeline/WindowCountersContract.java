package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.WindowItem;
import dev.sluice.window.Measurement;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import java.math.BigDecimal;
import java.time.Duration;

/// The contract over windows, with numbers of all the digits and the largest exponents there are.
public abstract class WindowCountersContract extends CountersContract<WindowItem, Measurement> {

  @Override
  protected WindowItem empty(int minute) {
    return WindowItem.empty(
        WindowLength.MINUTE,
        Samples.RECEIVED.plus(Duration.ofMinutes(minute)),
        "1/shardId-0",
        Duration.ofDays(45));
  }

  @Override
  protected Measurement thing(int sequence) {
    BigDecimal number = new BigDecimal("-1.23456789012345678901234567890123" + sequence % 10);
    return new Measurement(
        Samples.position(sequence, 0).text(),
        new WindowField("reading", "/payload/" + (sequence % 2 == 0 ? "x" : "a.b~1c")),
        number.scaleByPowerOfTen(sequence % 2 == 0 ? 89 : -90));
  }

  @Override
  protected long counted(WindowItem counter) {
    return counter.totals().values().stream().mapToLong(WindowTotals::count).sum();
  }
}
