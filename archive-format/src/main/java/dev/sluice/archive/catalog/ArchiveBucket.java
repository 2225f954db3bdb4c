package dev.sluice.archive.catalog;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The bucket, as far as the archive needs it. Every method makes one attempt, or as many as its
/// client was told to, and throws what the client throws. Safe for use by many threads.
public interface ArchiveBucket {
  /// The bucket's name.
  String name();

  /// An object in a listing.
  record Entry(String key, long bytes, Instant modified) {}

  /// A small object.
  ///
  /// @param tag changes with the content; what [#write] compares
  record Text(String content, String tag) {}

  /// Writes a whole file; readers see all of it or what was there before.
  void upload(String key, Path file);

  /// @param file does not exist yet
  /// @return false when there is no such object; then there is no file either
  boolean download(String key, Path file);

  /// All objects whose key begins with the prefix, by key.
  List<Entry> list(String prefix);

  Optional<Text> read(String key);

  /// Writes if the object is still as it was read; if none was read, only if there is none.
  ///
  /// @return whether it was written
  boolean write(String key, String content, Optional<Text> read);

  /// Those that do not exist count as deleted.
  void delete(Collection<String> keys);
}
