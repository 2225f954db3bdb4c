package dev.sluice.wire;

import dev.sluice.model.Rejection;

/// What one line of a record turned out to be. A record that is one JSON object is its line 0.
public sealed interface DecodedLine {
  int line();

  /// The bytes of this line as they arrived (after gunzip): what a dead letter keeps.
  byte[] bytes();

  record Decoded(int line, byte[] bytes, RawEvent event) implements DecodedLine {}

  record Undecodable(int line, byte[] bytes, Rejection rejection) implements DecodedLine {}
}
