package dev.sluice.archiver.verify;

import java.time.LocalDate;

/// What is added up together: the events of one type on one UTC date.
///
/// @param eventType as the claim or the archive says; [dev.sluice.dynamodb.Claim#UNKNOWN_TYPE] for
///   claims that were laid without one
public record Place(LocalDate eventDate, String eventType) implements Comparable<Place> {
  @Override
  public int compareTo(Place other) {
    int byDate = eventDate.compareTo(other.eventDate);
    return byDate == 0 ? eventType.compareTo(other.eventType) : byDate;
  }
}
