package dev.sluice.query.read;

import dev.sluice.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Places between a device's events, as the repositories of events name them: the key of an event,
/// or the bare text of a time, which comes before each key of that millisecond. The order of places
/// is the order of their texts, so a place that one repository named has a meaning in another.
public final class Places {
  private Places() {}

  /// What comes first in an answer comes first.
  public static Comparator<String> order(Order order) {
    Comparator<String> byText = Comparator.naturalOrder();
    return order == Order.ASC ? byText : byText.reversed();
  }

  /// Before all events of a range.
  public static String start(EventRange range) {
    return Timestamps.format(range.order() == Order.ASC ? range.from() : range.to());
  }

  /// The part of a range that is behind a place; of the millisecond of an event's key also what is
  /// before it.
  public static EventRange rest(EventRange range, @Nullable String after) {
    if (after == null) {
      return range;
    }
    return range.order() == Order.ASC
        ? within(range, time(after), range.to())
        : within(range, range.from(), endOf(after));
  }

  /// The part of a range that is before a place; of the millisecond of an event's key also what is
  /// behind it.
  public static EventRange upTo(EventRange range, @Nullable String end) {
    if (end == null) {
      return range;
    }
    return range.order() == Order.ASC
        ? within(range, range.from(), endOf(end))
        : within(range, time(end), range.to());
  }

  /// The part of a range within bounds; empty where they do not meet.
  public static EventRange within(EventRange range, Instant from, Instant to) {
    Instant first = from.isAfter(range.from()) ? from : range.from();
    Instant end = to.isBefore(range.to()) ? to : range.to();
    return range.withBounds(first, end.isBefore(first) ? first : end);
  }

  private static Instant endOf(String place) {
    return isKey(place) ? time(place).plus(Duration.ofMillis(1)) : time(place);
  }

  private static Instant time(String place) {
    return Timestamps.parse(isKey(place) ? place.substring(0, place.indexOf('#')) : place);
  }

  private static boolean isKey(String place) {
    return place.indexOf('#') >= 0;
  }
}
