package dev.sluice.local.cloudwatch;

import java.time.Instant;

/// One datum, or several already summed by who sent them.
record Sample(Instant time, double sum, double count, double minimum, double maximum) {
  static Sample of(Instant time, double value, double count) {
    return new Sample(time, value * count, count, value, value);
  }

  Sample plus(Sample other) {
    return new Sample(
        time,
        sum + other.sum,
        count + other.count,
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum));
  }

  double statistic(String name) {
    return switch (name) {
      case "Sum" -> sum;
      case "SampleCount" -> count;
      case "Minimum" -> minimum;
      case "Maximum" -> maximum;
      case "Average" -> sum / count;
      default ->
          throw new InvalidParameter(
              "Stat "
                  + name
                  + " is not one of Sum, SampleCount, Minimum, Maximum, Average; percentiles are not"
                  + " kept here");
    };
  }
}
