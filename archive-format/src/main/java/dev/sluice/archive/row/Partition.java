package dev.sluice.archive.row;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A folder of the archive. Both values are in the path only, not in the files.
///
/// @param eventDate the UTC date of the event time
/// @param eventType mostly of letters and digits; what a path cannot hold is escaped there
public record Partition(LocalDate eventDate, String eventType) implements Comparable<Partition> {
  /// Leaves room for the rest of a key: S3 takes 1,024 bytes.
  private static final int MOST_BYTES = 700;

  private static final String ESCAPED = "\"#%'*/:=?\\{}[]^";
  private static final Pattern PATH =
      Pattern.compile("event_date=(\\d{4}-\\d{2}-\\d{2})/event_type=([^/]+)");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final Comparator<Partition> ORDER =
      Comparator.comparing(Partition::eventDate).thenComparing(Partition::eventType);

  public static final String EVENT_TYPE_RULE =
      "1 or more characters, none a control character, of at most 700 bytes in a path";

  public Partition {
    if (!isEventType(eventType)) {
      throw new IllegalArgumentException(
          "event type \"" + eventType + "\" is not " + EVENT_TYPE_RULE);
    }
  }

  /// Whether a path can hold it. Wider than what the consumer's validation lets through, since that
  /// can be switched off.
  public static boolean isEventType(String text) {
    return !text.isEmpty()
        && text.chars().noneMatch(Character::isISOControl)
        && escaped(text).getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
  }

  /// `event_date=<yyyy-MM-dd>/event_type=<type>`, as Hive, Athena, Spark and DuckDB read it.
  public String path() {
    return pathOf(eventDate) + "/event_type=" + escaped(eventType);
  }

  /// The folder of all partitions of a date.
  public static String pathOf(LocalDate date) {
    return "event_date=" + date;
  }

  /// Reads what [#path()] wrote; empty for any other text.
  public static Optional<Partition> parse(String path) {
    Matcher matcher = PATH.matcher(path);
    try {
      return matcher.matches()
          ? Optional.of(
              new Partition(LocalDate.parse(matcher.group(1)), unescaped(matcher.group(2))))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /// As Hive does: `%` and two hexadecimal digits for a few ASCII characters, all others as they
  /// are.
  private static String escaped(String text) {
    StringBuilder path = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (ESCAPED.indexOf(c) < 0) {
        path.append(c);
      } else {
        path.append('%').append(HEX.toHexDigits((byte) c));
      }
    }
    return path.toString();
  }

  /// Reads what [#path()] wrote behind `event_type=`.
  ///
  /// @throws IllegalArgumentException if it did not write that
  private static String unescaped(String path) {
    StringBuilder text = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) != '%') {
        text.append(path.charAt(i));
      } else if (i + 2 < path.length()) {
        text.append((char) HexFormat.fromHexDigits(path, i + 1, i + 3));
        i += 2;
      } else {
        throw new IllegalArgumentException("\"" + path + "\" ends within an escape");
      }
    }
    return text.toString();
  }

  @Override
  public int compareTo(Partition other) {
    return ORDER.compare(this, other);
  }
}
