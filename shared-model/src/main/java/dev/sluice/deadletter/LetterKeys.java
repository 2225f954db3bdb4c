package dev.sluice.deadletter;

import dev.sluice.model.Timestamps;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where letters of a kind lie: `<kind>date=<UTC day of arrival>/<position of the
/// record>.ndjson.gz`, an object per Kinesis record. The key is made of the record's position, so a
/// replay of the stream writes the same object again, whatever the batches are; within a day, keys
/// sort by shard and then in the order of the shard. No kind's keys begin like another's.
public enum LetterKeys {
  /// What the consumer could not store: `rejected/date=…`
  EVENTS(""),
  /// Changes of the table of events that the archiver could not read: `rejected/changes/date=…`
  CHANGES("changes/"),
  /// Submissions that ingest could not take: `rejected/submissions/date=…`, an object per message
  /// of the queue, whose id stands for the shard.
  SUBMISSIONS("submissions/");

  private static final String SUFFIX = ".ndjson.gz";
  private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})/");
  private static final Pattern NAME = Pattern.compile("(\\d+)-(.+)-(\\d{60})-(\\d{10})-(\\d{6})");

  private final String folder;

  LetterKeys(String folder) {
    this.folder = folder;
  }

  /// The part of a key that tells the kind, empty or ended by a slash; for what lies beside letters
  /// in the same order.
  public String folder() {
    return folder;
  }

  /// What every key of the kind starts with; what follows up to the next slash is a day.
  public String prefix() {
    return "rejected/" + folder + "date=";
  }

  public String prefix(LocalDate day) {
    return prefix() + day + "/";
  }

  /// The key of the object that holds a letter, and with it all letters of its record.
  public String of(Letter letter) {
    return of(Timestamps.day(letter.times().received()), letter.id());
  }

  /// @param id of a letter, or of its record
  public String of(LocalDate day, String id) {
    return prefix(day) + fileName(recordId(id)) + SUFFIX;
  }

  /// The day of a key or of a prefix of one; empty for what is no key of letters of the kind.
  public Optional<LocalDate> day(String key) {
    Matcher day = DAY.matcher(key);
    if (!key.startsWith(prefix())
        || !day.find(prefix().length())
        || day.start() != prefix().length()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(day.group(1)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// The id of the record whose letters lie under a key; empty for what is no key of letters.
  public Optional<String> recordId(LocalDate day, String key) {
    return key.startsWith(prefix(day)) && key.endsWith(SUFFIX)
        ? id(key.substring(prefix(day).length(), key.length() - SUFFIX.length()))
        : Optional.empty();
  }

  /// The id of the record that a letter's line is in: its line 0.
  public static String recordId(String id) {
    return id.substring(0, id.lastIndexOf('/') + 1) + "000000";
  }

  /// An id as part of a file's name.
  public static String fileName(String id) {
    return id.replace('/', '-');
  }

  /// The id that [#fileName] was made of.
  public static Optional<String> id(String fileName) {
    Matcher name = NAME.matcher(fileName);
    return name.matches() ? Optional.of(name.replaceFirst("$1/$2/$3/$4/$5")) : Optional.empty();
  }
}
