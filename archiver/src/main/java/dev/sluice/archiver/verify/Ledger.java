package dev.sluice.archiver.verify;

import dev.sluice.dynamodb.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Every id of the dates, and where it was seen. Safe for use by many threads.
final class Ledger implements Claims.Sink, PresentEvents.Sink, ArchivedEvents.Sink {
  private static final int CLAIMED = 1;
  private static final int ERASED = 1 << 1;
  private static final int IN_FLIGHT = 1 << 2;
  private static final int PRESENT = 1 << 3;
  private static final int ARCHIVED = 1 << 4;
  private static final int REPEATED = 1 << 5;
  private static final int LETTER = 1 << 6;
  private static final int FOUND = PRESENT | ARCHIVED | LETTER;

  private final IdTable ids = new IdTable();
  private final Map<Place, Integer> numbers = new HashMap<>();
  private final List<Place> places = new ArrayList<>();
  private final Checkpoints checkpoints;
  private final long most;
  private long held;

  /// @param checkpoints from before the first claim is read
  /// @param most ids
  Ledger(Checkpoints checkpoints, long most) {
    this.checkpoints = checkpoints;
    this.most = most;
  }

  @Override
  public synchronized void claimed(UUID id, Place place, String position) {
    mark(id, place, CLAIMED | (checkpoints.isInFlight(position) ? IN_FLIGHT : 0));
  }

  @Override
  public synchronized void erased(UUID id, Place place) {
    mark(id, place, ERASED);
  }

  @Override
  public synchronized void present(UUID id, Place place) {
    mark(id, place, PRESENT);
  }

  @Override
  public synchronized void archived(UUID id, Place place) {
    boolean before =
        (ids.marks(id.getMostSignificantBits(), id.getLeastSignificantBits()) & ARCHIVED) != 0;
    mark(id, place, before ? ARCHIVED | REPEATED : ARCHIVED);
  }

  /// Of ids that are not held the letter says nothing: they are of other dates, or never were
  /// stored.
  synchronized void refused(UUID id) {
    if (ids.marks(id.getMostSignificantBits(), id.getLeastSignificantBits()) != 0) {
      update(id, 0, false, marks -> marks | LETTER);
    }
  }

  /// What a second look at a claim showed. An id that is left without any mark is forgotten.
  synchronized void is(UUID id, Claims.State state) {
    switch (state) {
      case CLAIMED -> {}
      case ERASED -> update(id, 0, false, marks -> marks & ~CLAIMED | ERASED);
      // a claim that is gone speaks no more; that it was there keeps its slot
      case GONE -> update(id, 0, false, marks -> marks & ~CLAIMED | IN_FLIGHT);
    }
  }

  /// The claim says what the type is; a claim without one, whoever has it.
  private void mark(UUID id, Place place, int marks) {
    int known =
        ids.marks(id.getMostSignificantBits(), id.getLeastSignificantBits()) == 0
            ? -1
            : ids.number(id.getMostSignificantBits(), id.getLeastSignificantBits());
    boolean better =
        known >= 0
            && places.get(known).eventType().equals(Claim.UNKNOWN_TYPE)
            && places.get(known).eventDate().equals(place.eventDate());
    update(id, number(place), better, before -> before | marks);
  }

  private void update(UUID id, int number, boolean renumber, IdTable.Change change) {
    boolean isNew =
        ids.update(
            id.getMostSignificantBits(), id.getLeastSignificantBits(), number, renumber, change);
    if (isNew && ++held > most) {
      throw new TooManyIdsException(most);
    }
  }

  private int number(Place place) {
    Integer known = numbers.get(place);
    if (known != null) {
      return known;
    }
    places.add(place);
    numbers.put(place, places.size() - 1);
    return places.size() - 1;
  }

  /// Claims of which nothing was found although the consumer is past them.
  synchronized List<UUID> missing() {
    List<UUID> missing = new ArrayList<>();
    ids.visit((high, low, marks, number) -> {
      if (isMissing(marks)) {
        missing.add(new UUID(high, low));
      }
    });
    return missing;
  }

  private static boolean isMissing(int marks) {
    return (marks & (CLAIMED | ERASED | IN_FLIGHT | FOUND)) == CLAIMED;
  }

  /// @param settled whether what is missing cannot be on its way any more
  /// @param named how many ids to name, of each kind of trouble
  synchronized Findings findings(boolean settled, int named) {
    SortedMap<Place, Tally> tallies = new TreeMap<>();
    List<Findings.Named> missing = new ArrayList<>();
    List<Findings.Named> resurfaced = new ArrayList<>();
    ids.visit((high, low, marks, number) -> {
      Place place = places.get(number);
      Tally tally = tallies.computeIfAbsent(place, p -> new Tally());
      add(tally, marks, settled);
      if (settled && isMissing(marks) && missing.size() < named) {
        missing.add(new Findings.Named(new UUID(high, low), place));
      }
      if ((marks & ERASED) != 0 && (marks & FOUND) != 0 && resurfaced.size() < named) {
        resurfaced.add(new Findings.Named(new UUID(high, low), place));
      }
    });
    SortedMap<Place, Counts> counts = new TreeMap<>();
    tallies.forEach((place, tally) -> {
      Counts sums = tally.counts();
      if (!sums.equals(Counts.NONE)) {
        counts.put(place, sums);
      }
    });
    return new Findings(counts, missing, resurfaced);
  }

  /// Each id is counted once, where it has come furthest.
  private static void add(Tally tally, int marks, boolean settled) {
    if ((marks & REPEATED) != 0) {
      tally.repeated++;
    }
    if ((marks & ERASED) != 0) {
      tally.erased++;
      tally.resurfaced += (marks & FOUND) == 0 ? 0 : 1;
    } else if ((marks & CLAIMED) == 0) {
      tally.unclaimed += (marks & FOUND) == 0 ? 0 : 1;
    } else if ((marks & ARCHIVED) != 0) {
      tally.archived++;
    } else if ((marks & PRESENT) != 0) {
      tally.present++;
    } else if ((marks & LETTER) != 0) {
      tally.refused++;
    } else if ((marks & IN_FLIGHT) != 0) {
      tally.inFlight++;
    } else if (settled) {
      tally.missing++;
    } else {
      tally.inTransit++;
    }
  }
}
