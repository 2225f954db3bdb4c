package dev.sluice.quality;

import java.util.EnumSet;
import java.util.Set;

/// What was found out about one event, or about a line that should have been one.
///
/// Holds only what could be looked at: the members of no known envelope are neither there nor
/// missing, and what is missing has no format.
///
/// @param eventType or [#UNKNOWN_TYPE]
/// @param missing members that are absent, null or, the payload, empty
/// @param wrong formats that do not hold
public record Findings(String eventType, Set<Member> missing, Set<Format> wrong) {
  /// In the place of a type that cannot be read. No event type may hold a parenthesis.
  public static final String UNKNOWN_TYPE = "(unknown)";

  public Findings {
    Set<Member> absent = Set.copyOf(missing);
    if (wrong.contains(Format.JSON)) {
      missing = Set.of();
      wrong = Set.of(Format.JSON);
    } else if (wrong.contains(Format.ENVELOPE)) {
      missing = Set.of();
      wrong = Set.of(Format.ENVELOPE);
    } else {
      Set<Format> looked = EnumSet.noneOf(Format.class);
      looked.addAll(wrong);
      looked.removeIf(format -> format.member() != null && absent.contains(format.member()));
      if (looked.contains(Format.EVENT_TIME)) {
        looked.remove(Format.EVENT_TIME_WINDOW);
      }
      missing = absent;
      wrong = Set.copyOf(looked);
    }
  }

  /// Of what is not even an object, or no envelope that is known.
  public static Findings unreadable(Format whole) {
    return new Findings(UNKNOWN_TYPE, Set.of(), Set.of(whole));
  }
}
