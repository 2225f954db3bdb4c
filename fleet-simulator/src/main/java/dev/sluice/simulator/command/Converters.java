package dev.sluice.simulator.command;

import dev.sluice.simulator.pace.Durations;
import dev.sluice.simulator.pace.Spike;
import dev.sluice.simulator.replay.Spacing;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Values of options, refused with a message that names the text and what would do.
public final class Converters {
  private Converters() {}

  static final class OfSpike implements ITypeConverter<Spike> {
    @Override
    public Spike convert(String text) {
      return refusing(() -> Spike.parse(text));
    }
  }

  public static final class OfDuration implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return refusing(() -> Durations.parse(text));
    }
  }

  static final class OfSpeed implements ITypeConverter<Spacing.Recorded> {
    @Override
    public Spacing.Recorded convert(String text) {
      return refusing(() -> Spacing.parseSpeed(text));
    }
  }

  static final class OfInstant implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "\"" + text + "\" is no instant; 2026-03-05T01:49:51.260Z is accepted");
      }
    }
  }

  private interface Parse<T> {
    T parse();
  }

  private static <T> T refusing(Parse<T> parse) {
    try {
      return parse.parse();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
