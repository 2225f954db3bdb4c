package dev.sluice.e2e.deadletters;

import dev.sluice.archiver.change.Change;
import dev.sluice.model.RejectReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The options that choose letters; each narrows the choice.
final class FilterOptions {
  @Option(
      names = "--reason",
      paramLabel = "REASON",
      split = ",",
      converter = OfReason.class,
      description = "Refused for this reason. May be given several times: any of them.")
  private List<String> reasons = List.of();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeBound.OfFrom.class,
      description =
          "Arrived at this time or later: 2026-03-05T01:49:51Z, 2026-03-05 (UTC), or 2h for two"
              + " hours ago. With --to it bounds what is listed on S3, by days.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeBound.OfTo.class,
      description = "Arrived before this time; of a day, before its end.")
  private @Nullable Instant to;

  @Option(
      names = "--device",
      paramLabel = "ID",
      description = "Names this device, or has it as the partition key of its record.")
  private @Nullable String device;

  static final class OfReason implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      String lower = text.toLowerCase(Locale.ROOT);
      List<String> all =
          Stream.concat(
                  Arrays.stream(RejectReason.values()).map(RejectReason::text),
                  Arrays.stream(Change.Refused.Reason.values()).map(Change.Refused.Reason::text))
              .distinct()
              .toList();
      if (!all.contains(lower)) {
        throw new TypeConversionException(
            "\"" + text + "\" is no reason; accepted are " + String.join(", ", all));
      }
      return lower;
    }
  }

  /// @throws IllegalArgumentException naming the values that will not do
  LetterFilter filter() {
    return new LetterFilter(new HashSet<>(reasons), from, to, device);
  }

  boolean isEmpty() {
    return reasons.isEmpty() && from == null && to == null && device == null;
  }
}
