package dev.sluice.e2e.deadletters.s3;

import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterKeys;
import dev.sluice.e2e.deadletters.Mark;
import dev.sluice.model.Timestamps;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `replayed/<kind>date=<UTC day of the letter's arrival>/<id of the
/// letter>.<attempt>.<state>.json`
record MarkKey(LetterKeys kind, LocalDate day, String letterId, int attempt, Mark.State state) {
  private static final Pattern NAME = Pattern.compile("(.+)\\.(\\d{4,9})\\.(begun|sent)\\.json");

  static MarkKey of(LetterKeys kind, Letter letter, int attempt, Mark.State state) {
    return new MarkKey(
        kind, Timestamps.day(letter.times().received()), letter.id(), attempt, state);
  }

  static String prefix(LetterKeys kind, LocalDate day) {
    return "replayed/" + kind.folder() + "date=" + day + "/";
  }

  /// Empty for what is no mark.
  static Optional<MarkKey> parse(LetterKeys kind, LocalDate day, String key) {
    Matcher name = NAME.matcher(key.substring(prefix(kind, day).length()));
    if (!name.matches()) {
      return Optional.empty();
    }
    int attempt = Integer.parseInt(name.group(2));
    Mark.State state = Mark.State.valueOf(name.group(3).toUpperCase(Locale.ROOT));
    return LetterKeys.id(name.group(1)).map(id -> new MarkKey(kind, day, id, attempt, state));
  }

  String text() {
    return "%s%s.%04d.%s.json"
        .formatted(
            prefix(kind, day),
            LetterKeys.fileName(letterId),
            attempt,
            state.name().toLowerCase(Locale.ROOT));
  }
}
