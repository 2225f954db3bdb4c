package dev.sluice.archiver.verify;

/// What a reconciliation is doing.
public enum Stage {
  CLAIMS("claims read"),
  PRESENT("events read"),
  WATERMARK("polls of the watermark"),
  LETTERS("dead letters read"),
  ARCHIVE("archive rows read");

  private final String text;

  Stage(String text) {
    this.text = text;
  }

  /// Goes with a number.
  public String text() {
    return text;
  }
}
