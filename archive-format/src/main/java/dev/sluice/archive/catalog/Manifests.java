package dev.sluice.archive.catalog;

import dev.sluice.archive.catalog.ArchiveBucket.Text;
import dev.sluice.archive.row.Partition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The current files of each partition, and for ever those that others have replaced.
///
/// - `manifests/<partition>/files.txt` lists the current files, a line `s3://<bucket>/<key>` each:
///   the form that Athena and Hive read as `SymlinkTextInputFormat`. It is changed in one step, if
///   nobody changed it meanwhile.
/// - `merged/<partition>/sources.txt` lists the keys that compaction or erasure has replaced. It is
///   written before the manifest, so that a file in it can never become current again, however late
///   an archiver that was thought dead comes with it.
///
/// Safe for use by many threads and processes.
public final class Manifests {
  public static final String ROOT = "manifests/";
  private static final String SCHEME = "s3://";
  private static final String FILES = "/files.txt";
  private static final String MERGED = "merged/";
  private static final String SOURCES = "/sources.txt";

  /// Each attempt fails only because another succeeded.
  private static final int MOST_ATTEMPTS = 1_000;

  private final ArchiveBucket bucket;

  public Manifests(ArchiveBucket bucket) {
    this.bucket = bucket;
  }

  /// The partitions that have a manifest, by date and type.
  public List<Partition> partitions() {
    return partitionsBelow(ROOT);
  }

  /// The partitions of a date that have a manifest, by type.
  public List<Partition> partitions(LocalDate date) {
    return partitionsBelow(ROOT + Partition.pathOf(date) + "/");
  }

  private List<Partition> partitionsBelow(String prefix) {
    return bucket.list(prefix).stream()
        .map(ArchiveBucket.Entry::key)
        .flatMap(key -> partitionOf(key).stream())
        .sorted()
        .toList();
  }

  /// The partition that a manifest is of; empty if the object is none.
  public static Optional<Partition> partitionOf(String key) {
    return key.startsWith(ROOT)
            && key.endsWith(FILES)
            && key.length() > ROOT.length() + FILES.length()
        ? Partition.parse(key.substring(ROOT.length(), key.length() - FILES.length()))
        : Optional.empty();
  }

  /// The keys that a manifest lists, whatever the bucket is called by now.
  public static List<String> listedIn(String manifest) {
    return manifest
        .lines()
        .filter(line -> line.startsWith(SCHEME) && line.indexOf('/', SCHEME.length()) > 0)
        .map(line -> line.substring(line.indexOf('/', SCHEME.length()) + 1))
        .toList();
  }

  /// The keys of a partition's current files.
  public SortedSet<String> current(Partition partition) {
    return keys(bucket.read(manifest(partition)), prefix());
  }

  /// The keys of files that others have replaced; to be deleted wherever they are found, unless
  /// they are current: a replacement that was refused leaves its sources here.
  public SortedSet<String> replaced(Partition partition) {
    return keys(bucket.read(sources(partition)), "");
  }

  /// Makes files current, but for those that were replaced already. Done twice, it changes nothing.
  public void add(Partition partition, Collection<String> keys) {
    update(
        partition,
        current -> {
          // read after the manifest: what is replaced after this read makes the write fail
          Set<String> replaced = replaced(partition);
          keys.stream().filter(key -> !replaced.contains(key)).forEach(current::add);
        });
  }

  /// Files that were made current in an attempt that is being repeated without them.
  public void remove(Partition partition, Collection<String> keys) {
    update(partition, current -> current.removeAll(keys));
  }

  /// Puts some files in the place of others in one step: a reader sees either the one or the other.
  /// The old objects stay, to be deleted some time later.
  ///
  /// @return whether the replacements are in the place of the sources now. If not, nothing was
  ///   changed that a reader sees: a source is current no more, since somebody else replaced it, or
  ///   a replacement was itself replaced before
  public boolean replace(
      Partition partition, Collection<String> sources, Collection<String> replacements) {
    if (!current(partition).containsAll(sources)) {
      return areInPlace(current(partition), sources, replacements);
    }
    retire(partition, sources);
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Text> read = bucket.read(manifest(partition));
      SortedSet<String> current = keys(read, prefix());
      if (!current.containsAll(sources)) {
        return areInPlace(current, sources, replacements);
      }
      if (replacements.stream().anyMatch(replaced(partition)::contains)) {
        return false;
      }
      current.removeAll(sources);
      current.addAll(replacements);
      if (bucket.write(manifest(partition), text(current, prefix()), read)) {
        return true;
      }
    }
    throw tooManyAttempts(manifest(partition));
  }

  /// As after a write whose answer was lost, or by another who had the same sources.
  private static boolean areInPlace(
      Set<String> current, Collection<String> sources, Collection<String> replacements) {
    return !replacements.isEmpty()
        && current.containsAll(replacements)
        && sources.stream().noneMatch(current::contains);
  }

  /// Sees to it that files which are not current never become so. Those that are stay it.
  public void retire(Partition partition, Collection<String> keys) {
    changed(sources(partition), "", replaced -> replaced.addAll(keys));
  }

  /// When files of a partition were last replaced or retired.
  public Optional<Instant> lastReplaced(Partition partition) {
    return bucket.list(sources(partition)).stream()
        .filter(entry -> entry.key().equals(sources(partition)))
        .map(ArchiveBucket.Entry::modified)
        .findFirst();
  }

  private void update(Partition partition, Consumer<SortedSet<String>> change) {
    changed(manifest(partition), prefix(), change);
  }

  private void changed(String object, String linePrefix, Consumer<SortedSet<String>> change) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Text> read = bucket.read(object);
      SortedSet<String> before = keys(read, linePrefix);
      SortedSet<String> after = new TreeSet<>(before);
      change.accept(after);
      if (after.equals(before) || bucket.write(object, text(after, linePrefix), read)) {
        return;
      }
    }
    throw tooManyAttempts(object);
  }

  private static IllegalStateException tooManyAttempts(String object) {
    return new IllegalStateException(
        object + " was changed by others in each of " + MOST_ATTEMPTS + " attempts");
  }

  private static SortedSet<String> keys(Optional<Text> object, String linePrefix) {
    SortedSet<String> keys = new TreeSet<>();
    object
        .map(Text::content)
        .orElse("")
        .lines()
        .filter(line -> line.startsWith(linePrefix))
        .map(line -> line.substring(linePrefix.length()))
        .forEach(keys::add);
    return keys;
  }

  private static String text(Collection<String> keys, String linePrefix) {
    StringBuilder lines = new StringBuilder();
    keys.forEach(key -> lines.append(linePrefix).append(key).append('\n'));
    return lines.toString();
  }

  private String prefix() {
    return SCHEME + bucket.name() + "/";
  }

  private static String manifest(Partition partition) {
    return ROOT + partition.path() + FILES;
  }

  private static String sources(Partition partition) {
    return MERGED + partition.path() + SOURCES;
  }
}
