package dev.sluice.archive.catalog;

/// The files of the archive, some bytes at a time: each call is one request. What a key names never
/// changes, so answers fit together however far apart they are asked for. Throws what the client
/// throws. Safe for use by many threads.
public interface FileParts {
  /// The last bytes of a file.
  ///
  /// @param fileLength of the whole file
  record Tail(long fileLength, byte[] bytes) {
    public long from() {
      return fileLength - bytes.length;
    }
  }

  /// @param most bytes wanted; a shorter file comes whole
  /// @throws MissingFileException if there is no such file
  Tail tail(String key, int most);

  /// The bytes `[from, from + length)`, which the file has.
  ///
  /// @throws MissingFileException if there is no such file
  byte[] part(String key, long from, int length);
}
