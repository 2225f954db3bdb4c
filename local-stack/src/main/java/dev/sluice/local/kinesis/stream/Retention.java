package dev.sluice.local.kinesis.stream;

import java.time.Duration;

/// How long a stream keeps records: 24 hours to 365 days, in whole hours.
///
/// Source:
/// <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html>
public record Retention(int hours) {

  public static final Retention DEFAULT = new Retention(24);
  private static final int MAX_HOURS = 365 * 24;

  public Retention {
    if (hours < 24 || hours > MAX_HOURS) {
      throw ErrorType.INVALID_ARGUMENT.because(
          "RetentionPeriodHours " + hours + " is not in 24.." + MAX_HOURS);
    }
  }

  /// The arrival time of the oldest record still kept.
  long horizon(long nowMillis) {
    return nowMillis - Duration.ofHours(hours).toMillis();
  }
}
