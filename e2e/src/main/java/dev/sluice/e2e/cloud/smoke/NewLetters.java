package dev.sluice.e2e.cloud.smoke;

import dev.sluice.deadletter.Letter;
import dev.sluice.e2e.deadletters.LetterStore;
import dev.sluice.model.Timestamps;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Dead letters that were not there when this was made: of those before only the names are read.
final class NewLetters {
  private final LetterStore store;
  private final Clock clock;
  private final Set<String> seen = new HashSet<>();

  NewLetters(LetterStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    days().forEach(day -> store.keys(day).forEachRemaining(seen::add));
  }

  /// Midnight may be between sending and looking.
  private List<LocalDate> days() {
    LocalDate today = Timestamps.day(clock.instant());
    return List.of(today.minusDays(1), today);
  }

  /// The letter of an event with this id. Those of others are read once.
  Optional<Letter> find(UUID event) {
    for (LocalDate day : days()) {
      for (Iterator<String> keys = store.keys(day); keys.hasNext(); ) {
        String key = keys.next();
        Optional<Letter> found =
            seen.contains(key)
                ? Optional.empty()
                : store.read(key).stream().filter(letter -> names(letter, event)).findFirst();
        if (found.isPresent()) {
          return found;
        }
        seen.add(key);
      }
    }
    return Optional.empty();
  }

  private static boolean names(Letter letter, UUID event) {
    return event.toString().equals(letter.glimpse().eventId());
  }
}
