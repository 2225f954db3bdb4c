package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterFormatException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/// Finds letters: lists the keys of the days in question and reads their objects, some at once.
/// What it holds at a time is bounded, however many letters there are.
final class LetterSearch {
  private static final int READ_AT_ONCE = 32;
  private static final int CHUNK = 64;

  private final LetterStore store;

  LetterSearch(LetterStore store) {
    this.store = store;
  }

  /// An object that was read.
  ///
  /// @param letters those asked for, by line
  /// @param unreadable why it holds no letters
  record Opened(String key, List<Letter> letters, @Nullable String unreadable) {}

  /// Takes objects one by one, each shard's in its order.
  interface Reader {
    /// @return whether to go on
    boolean opened(Opened object) throws InterruptedException;
  }

  /// The key of the object that holds a letter.
  String keyOf(Letter letter) {
    return store.kind().of(letter);
  }

  /// How many objects [#read] would open.
  long count(LetterFilter filter) {
    long count = 0;
    for (LocalDate day : days(filter)) {
      for (Iterator<String> keys = store.keys(day); keys.hasNext(); keys.next()) {
        count++;
      }
    }
    return count;
  }

  void read(LetterFilter filter, Reader reader) throws InterruptedException {
    for (LocalDate day : days(filter)) {
      Iterator<String> keys = store.keys(day);
      while (keys.hasNext()) {
        List<String> chunk = new ArrayList<>(CHUNK);
        while (keys.hasNext() && chunk.size() < CHUNK) {
          chunk.add(keys.next());
        }
        if (!read(chunk, filter::accepts, reader)) {
          return;
        }
      }
    }
  }

  private boolean read(List<String> keys, Predicate<Letter> wanted, Reader reader)
      throws InterruptedException {
    List<Opened> objects =
        keys.stream()
            .gather(Gatherers.mapConcurrent(READ_AT_ONCE, key -> open(key, wanted)))
            .toList();
    for (Opened object : objects) {
      if (!reader.opened(object)) {
        return false;
      }
    }
    return true;
  }

  private Opened open(String key, Predicate<Letter> wanted) {
    try {
      return new Opened(key, store.read(key).stream().filter(wanted).toList(), null);
    } catch (LetterFormatException e) {
      return new Opened(key, List.of(), e.getMessage());
    }
  }

  /// @throws NoSuchLetterException if no letter, or more than one, is named so
  Letter find(LetterRef ref) {
    List<Letter> found = new ArrayList<>();
    for (LocalDate day : store.days()) {
      if (ref.day() == null) {
        found.addAll(named(ref, store.kind().of(day, ref.text())));
      } else if (ref.day().equals(day)) {
        store
            .keys(day)
            .forEachRemaining(key -> {
              if (ref.mayLieUnder(store.kind(), day, key)) {
                found.addAll(named(ref, key));
              }
            });
      }
    }
    return switch (found.size()) {
      case 0 -> throw new NoSuchLetterException("there is no dead letter " + ref.text());
      case 1 -> found.getFirst();
      default ->
          throw new NoSuchLetterException(
              ref.text()
                  + " is short for "
                  + String.join(" and ", found.stream().map(Letter::id).toList())
                  + "; give one of these");
    };
  }

  private List<Letter> named(LetterRef ref, String key) {
    return store.read(key).stream().filter(ref::names).toList();
  }

  private List<LocalDate> days(LetterFilter filter) {
    return store.days().stream().filter(filter::accepts).toList();
  }
}
