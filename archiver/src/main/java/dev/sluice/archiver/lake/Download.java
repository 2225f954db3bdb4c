package dev.sluice.archiver.lake;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.ArchiveBucket.Entry;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.ArchiveFile;
import dev.sluice.archive.row.Partition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Copies the current files of partitions to a [FileCache], but for those that are there.
///
/// @param mostBytes of all files together; more is refused before anything is fetched
public record Download(
    ArchiveBucket bucket, FileCache cache, long mostBytes, DownloadListener listener) {
  private static final int AT_ONCE = 8;
  private static final int MOST_ATTEMPTS = 5;

  /// Is told how far a download is; by one thread at a time.
  public interface DownloadListener {
    /// @param total bytes of the files to fetch
    void fetched(long bytes, long total);
  }

  /// @throws LakeException if the files are too large, or a manifest lists what is not there
  public LakeFiles fetch(Predicate<Partition> chosen) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return fetchOnce(chosen);
      } catch (VanishedException e) {
        // compacted since the manifest was read, most likely: the next reading says what is there
        if (attempt == MOST_ATTEMPTS) {
          throw new LakeException(
              "the manifests list "
                  + e.getMessage()
                  + ", which is not in the bucket; its rows are missing until it is put back");
        }
      }
    }
  }

  private static final class VanishedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private VanishedException(String key) {
      super(key);
    }
  }

  private LakeFiles fetchOnce(Predicate<Partition> chosen)
      throws IOException, InterruptedException {
    SortedMap<Partition, List<Entry>> wanted = wanted(chosen);
    long size = wanted.values().stream().flatMap(List::stream).mapToLong(Entry::bytes).sum();
    if (size > mostBytes) {
      throw new TooLargeException(size, mostBytes);
    }
    cache.makeRoom(wanted, mostBytes);
    List<Entry> missing =
        wanted.values().stream().flatMap(List::stream).filter(entry -> !cache.has(entry)).toList();
    long total = missing.stream().mapToLong(Entry::bytes).sum();
    AtomicLong bytes = new AtomicLong();
    Parallel.forEach(
        AT_ONCE,
        missing,
        entry -> {
          if (!cache.fetch(entry, bucket)) {
            throw new VanishedException(entry.key());
          }
          synchronized (bytes) {
            listener.fetched(bytes.addAndGet(entry.bytes()), total);
          }
        });
    SortedMap<Partition, List<Path>> files = new TreeMap<>();
    wanted.forEach(
        (partition, entries) -> files.put(partition, entries.stream().map(cache::path).toList()));
    return new LakeFiles(cache.root(), files);
  }

  private SortedMap<Partition, List<Entry>> wanted(Predicate<Partition> chosen)
      throws InterruptedException {
    Manifests manifests = new Manifests(bucket);
    SortedMap<Partition, List<Entry>> wanted = new ConcurrentSkipListMap<>();
    List<Partition> partitions = manifests.partitions().stream().filter(chosen).toList();
    Parallel.forEach(
        AT_ONCE,
        partitions,
        partition -> {
          Set<String> current = manifests.current(partition);
          Map<String, Entry> objects =
              bucket.list(ArchiveFile.ROOT + partition.path() + "/").stream()
                  .collect(Collectors.toMap(Entry::key, Function.identity()));
          wanted.put(partition, current.stream().map(key -> object(objects, key)).toList());
        });
    return wanted;
  }

  private static Entry object(Map<String, Entry> objects, String key) {
    Entry object = objects.get(key);
    if (object == null) {
      throw new VanishedException(key);
    }
    return object;
  }
}
