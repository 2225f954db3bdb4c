package dev.sluice.query.http;

import dev.sluice.http.problem.BadParameterException;
import dev.sluice.model.AcceptanceWindow;
import dev.sluice.window.WindowLength;
import java.time.Duration;
import java.time.Instant;

/// The range `[from, to)` somebody asked for, with what was left out filled in.
record TimeBounds(Instant from, Instant to) {
  static final String FROM = "from";
  static final String TO = "to";

  private static final Duration DEFAULT_RANGE = Duration.ofHours(24);
  private static final Duration DEFAULT_MINUTES = Duration.ofHours(1);

  /// @throws BadParameterException naming the bound to move
  static TimeBounds of(QueryParameters query, Instant now, Duration longest) {
    Instant ahead = now.plus(AcceptanceWindow.DEFAULT.future());
    Instant to = query.instant(TO).orElse(ahead);
    Instant base = query.text(TO).isPresent() ? to : now;
    Instant from = query.instant(FROM).orElse(base.minus(DEFAULT_RANGE));
    return checked(query, from, to, longest);
  }

  /// Widened to whole minutes; by default the last hour, this minute included.
  ///
  /// @throws BadParameterException naming the bound to move
  static TimeBounds ofMinutes(QueryParameters query, Instant now, Duration longest) {
    return ofWindows(query, now, WindowLength.MINUTE, DEFAULT_MINUTES, longest);
  }

  /// Widened to whole windows; by default the latest, that which now falls into included.
  ///
  /// @throws BadParameterException naming the bound to move
  static TimeBounds ofWindows(
      QueryParameters query, Instant now, WindowLength length, Duration usual, Duration longest) {
    Instant to = query.instant(TO).orElseGet(() -> nextStart(length, now.plusMillis(1)));
    Instant from = query.instant(FROM).orElse(to.minus(usual));
    checked(query, from, to, longest);
    return new TimeBounds(length.start(from), nextStart(length, to));
  }

  private static Instant nextStart(WindowLength length, Instant instant) {
    Instant start = length.start(instant);
    return start.equals(instant) ? start : start.plus(length.duration());
  }

  private static TimeBounds checked(
      QueryParameters query, Instant from, Instant to, Duration longest) {
    String blame = query.text(FROM).isPresent() ? FROM : TO;
    if (!from.isBefore(to)) {
      throw new BadParameterException(blame, "from " + from + " is not before to " + to);
    }
    if (Duration.between(from, to).compareTo(longest) > 0) {
      throw new BadParameterException(
          blame, "from " + from + " to " + to + " is longer than " + longest.toHours() + " hours");
    }
    return new TimeBounds(from, to);
  }
}
