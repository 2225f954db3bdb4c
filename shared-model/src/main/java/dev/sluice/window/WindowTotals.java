package dev.sluice.window;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/// The numbers that one field of one type of events had within one window of event time.
///
/// @param field a JSON Pointer into the event, such as `/payload/celsius`
/// @param start inclusive; the window ends where the next one starts
/// @param count of numbers, at least one
public record WindowTotals(
    String eventType,
    String field,
    WindowLength length,
    Instant start,
    long count,
    BigDecimal sum,
    BigDecimal min,
    BigDecimal max) {

  public WindowTotals {
    if (count < 1) {
      throw new IllegalArgumentException("a window of " + count + " numbers");
    }
  }

  public static WindowTotals of(
      String eventType, String field, WindowLength length, Instant start, BigDecimal number) {
    return new WindowTotals(eventType, field, length, start, 1, number, number, number);
  }

  /// Both together.
  ///
  /// @param other of the same field and window
  public WindowTotals plus(WindowTotals other) {
    return new WindowTotals(
        eventType,
        field,
        length,
        start,
        count + other.count,
        sum.add(other.sum, MathContext.DECIMAL128),
        min.min(other.min),
        max.max(other.max));
  }

  public BigDecimal average() {
    return sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
  }
}
