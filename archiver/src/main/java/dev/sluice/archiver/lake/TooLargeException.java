package dev.sluice.archiver.lake;

/// More would be fetched than is allowed.
public final class TooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long bytes;
  private final long mostBytes;

  TooLargeException(long bytes, long mostBytes) {
    super(bytes + " bytes of files are more than the " + mostBytes + " that are allowed");
    this.bytes = bytes;
    this.mostBytes = mostBytes;
  }

  public long bytes() {
    return bytes;
  }

  public long mostBytes() {
    return mostBytes;
  }
}
