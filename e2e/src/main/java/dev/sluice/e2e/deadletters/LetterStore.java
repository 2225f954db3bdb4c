package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterKeys;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;

/// Where dead letters of one kind lie. Reads only; any thread may ask.
public interface LetterStore {

  /// How their keys are made.
  LetterKeys kind();

  /// The UTC days of arrival that have letters, first to last.
  List<LocalDate> days();

  /// The keys of a day's objects, each shard in its order.
  Iterator<String> keys(LocalDate day);

  /// The letters under a key; none if there is no such object.
  ///
  /// @throws dev.sluice.deadletter.LetterFormatException if it holds something else
  List<Letter> read(String key);
}
