package dev.sluice.archive.row;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of the archive, by what decides its name: the same rows are in the same file for ever.
///
/// @param part counts the files of one partition in one epoch from 0
public record ArchiveFile(Partition partition, Epoch epoch, int part) {
  /// What every path of the archive starts with.
  public static final String ROOT = "events/";

  private static final int MOST_PARTS = 100_000;
  private static final Pattern PATH =
      Pattern.compile(
          ROOT
              + "(event_date=[^/]+/event_type=[^/]+)/"
              + "(\\d{1,18})-([^/]+)-(\\d+)-(\\d+)-(\\d{5})\\.parquet");

  public ArchiveFile {
    if (part < 0 || part >= MOST_PARTS) {
      throw new IllegalArgumentException("part " + part + " is not in 0.." + (MOST_PARTS - 1));
    }
  }

  /// `events/event_date=<yyyy-MM-dd>/event_type=<type>/<stream incarnation>-<shard>-<first
  /// sequence>-<last sequence>-<part>.parquet`, the key of the object in the bucket.
  public String path() {
    return ROOT
        + partition.path()
        + "/"
        + epoch.text()
        + "-"
        + Integer.toString(MOST_PARTS + part).substring(1)
        + ".parquet";
  }

  /// Reads what [#path()] wrote; empty for any other path, such as that of a compacted file.
  public static Optional<ArchiveFile> parse(String path) {
    Matcher matcher = PATH.matcher(path);
    try {
      return matcher.matches()
          ? Partition.parse(matcher.group(1)).map(partition -> of(partition, matcher))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ArchiveFile of(Partition partition, MatchResult match) {
    return new ArchiveFile(
        partition,
        new Epoch(
            Instant.ofEpochMilli(Long.parseLong(match.group(2))),
            match.group(3),
            new BigInteger(match.group(4)),
            new BigInteger(match.group(5))),
        Integer.parseInt(match.group(6)));
  }
}
