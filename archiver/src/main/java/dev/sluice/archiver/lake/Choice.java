package dev.sluice.archiver.lake;

import dev.sluice.archive.row.Partition;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which partitions to read.
///
/// @param from the first date, or all before
/// @param to the last date, or all after
/// @param types the event types, or all if empty
public record Choice(@Nullable LocalDate from, @Nullable LocalDate to, Set<String> types)
    implements Predicate<Partition> {
  public static final Choice ALL = new Choice(null, null, Set.of());

  public Choice {
    types = Set.copyOf(types);
    if (from != null && to != null && from.isAfter(to)) {
      throw new IllegalArgumentException("--from " + from + " is after --to " + to);
    }
  }

  @Override
  public boolean test(Partition partition) {
    return (from == null || !partition.eventDate().isBefore(from))
        && (to == null || !partition.eventDate().isAfter(to))
        && (types.isEmpty() || types.contains(partition.eventType()));
  }
}
