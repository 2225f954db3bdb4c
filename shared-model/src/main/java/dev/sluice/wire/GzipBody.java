package dev.sluice.wire;

import dev.sluice.model.Rejection;

/// Inflates what somebody sends as gzip, up to a bound.
///
/// @param maxBytes of the text
public record GzipBody(int maxBytes) {

  /// What the bytes turned out to be.
  public sealed interface Result {
    record Text(byte[] bytes) implements Result {}

    /// It is no gzip, or too large.
    record Refused(Rejection rejection) implements Result {}
  }

  public Result inflate(byte[] gzip) {
    try {
      return new Result.Text(new Gunzip(maxBytes).inflate(gzip));
    } catch (UndecodableException e) {
      return new Result.Refused(e.rejection());
    }
  }
}
