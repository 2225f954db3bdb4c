package dev.sluice.archiver.verify;

/// More ids than memory is there for.
public final class TooManyIdsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyIdsException(long most) {
    super(
        ("these dates have more than %,d ids, and half of the heap holds no more; choose fewer dates"
                + " with --from and --to, or give more heap, SLUICE_HEAP=4g for example: 112 MB for each"
                + " million ids")
            .formatted(most));
  }
}
