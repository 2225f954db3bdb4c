package dev.sluice.archiver.compact;

/// A manifest lists a file that is not in the bucket.
final class MissingFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingFileException(String key) {
    super(
        "the manifest lists "
            + key
            + ", which is not in the bucket; bring the object back from its versions or a copy, or"
            + " take its line out of the manifest if its rows are gone for good");
  }
}
