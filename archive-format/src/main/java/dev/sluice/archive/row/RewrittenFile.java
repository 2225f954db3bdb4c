package dev.sluice.archive.row;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A file of the archive that holds rows of other files. Its name says which, so that a repeated
/// attempt overwrites what the first one left.
///
/// @param hash of the sources and of whatever else decides the rows, 16 hexadecimal digits
/// @param part counts the files of one rewriting from 0
public record RewrittenFile(Partition partition, Kind kind, String hash, int part) {
  private static final Pattern PATH =
      Pattern.compile(
          ArchiveFile.ROOT
              + "(event_date=[^/]+/event_type=[^/]+)/"
              + "(compacted|erased)-([0-9a-f]{16})-(\\d{5})\\.parquet");
  private static final int HASH_BYTES = 8;

  /// What the rewriting was for.
  public enum Kind {
    COMPACTED,
    ERASED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param sources the keys of the files that are replaced, in any order
  /// @param variant what else decides the rows and how they are split; the same sources must never
  ///   make different files of one name, as one may be current when the other is uploaded
  public static String hash(Collection<String> sources, String variant) {
    String text = String.join("\n", new TreeSet<>(sources)) + "\n\n" + variant;
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether the files are the parts of one compaction, so that they are sorted and hold each event
  /// once. One file of an epoch is not: it may hold an event twice, and be small.
  public static boolean areOneMerge(Collection<String> keys) {
    Set<String> hashes =
        keys.stream()
            .map(key ->
                parse(key)
                    .filter(file -> file.kind() == Kind.COMPACTED)
                    .map(RewrittenFile::hash)
                    .orElse(""))
            .collect(Collectors.toSet());
    return hashes.isEmpty() || hashes.size() == 1 && !hashes.contains("");
  }

  /// The key of the object in the bucket.
  public String path() {
    return "%s%s/%s-%s-%05d.parquet"
        .formatted(ArchiveFile.ROOT, partition.path(), kind.text(), hash, part);
  }

  /// Reads what [#path()] wrote; empty for any other path, such as that of an epoch's file.
  public static Optional<RewrittenFile> parse(String path) {
    Matcher matcher = PATH.matcher(path);
    return matcher.matches()
        ? Partition.parse(matcher.group(1))
            .map(partition ->
                new RewrittenFile(
                    partition,
                    Kind.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)),
                    matcher.group(3),
                    Integer.parseInt(matcher.group(4))))
        : Optional.empty();
  }
}
