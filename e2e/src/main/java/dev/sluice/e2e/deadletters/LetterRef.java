package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterKeys;
import dev.sluice.model.Timestamps;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How people name a letter: by its id, or by a short form that tables show, `<day of
/// arrival>/<digest>` and `.<line>` if that is not 0. The digest is of the record's id, so that
/// listing the keys of one day finds it.
record LetterRef(String text, @Nullable LocalDate day) {
  private static final Pattern ID = Pattern.compile("\\d+/[^/]+/\\d{60}/\\d{10}/\\d{6}");
  private static final Pattern SHORT =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})/[0-9a-v]{10}(\\.[1-9]\\d{0,5})?");
  private static final int DIGEST_BITS = 50;

  /// @throws IllegalArgumentException naming the text and what would do
  static LetterRef parse(String text) {
    if (ID.matcher(text).matches()) {
      return new LetterRef(text, null);
    }
    Matcher form = SHORT.matcher(text);
    if (form.matches()) {
      try {
        return new LetterRef(text, LocalDate.parse(form.group(1)));
      } catch (DateTimeException e) {
        throw refused(text);
      }
    }
    throw refused(text);
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is no id of a dead letter; `dead-letters list` shows them");
  }

  static String shortOf(Letter letter) {
    int line = letter.place().line();
    return Timestamps.day(letter.times().received())
        + "/"
        + digest(LetterKeys.recordId(letter.id()))
        + (line == 0 ? "" : "." + line);
  }

  /// Whether the letter may lie in this object.
  boolean mayLieUnder(LetterKeys kind, LocalDate day, String key) {
    Optional<String> record = kind.recordId(day, key);
    if (record.isEmpty()) {
      return false;
    }
    return this.day == null
        ? record.get().equals(LetterKeys.recordId(text))
        : text.startsWith(day + "/" + digest(record.get()));
  }

  boolean names(Letter letter) {
    return text.equals(letter.id()) || text.equals(shortOf(letter));
  }

  private static String digest(String recordId) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(recordId.getBytes(StandardCharsets.UTF_8));
      String digits =
          new BigInteger(1, sha).shiftRight(sha.length * Byte.SIZE - DIGEST_BITS).toString(32);
      return "0".repeat(DIGEST_BITS / 5 - digits.length()) + digits;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
