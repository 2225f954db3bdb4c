package dev.sluice.wire;

import dev.sluice.model.Rejection;

/// What one line of a record turned out to be. A record that is one JSON object is its line 0.
public sealed interface DecodedLine {
  int line();

  /// What a dead letter keeps: the bytes of this line as they arrived, after gunzip; of a record
  /// that is refused for its size, its lines or its gzip, the record itself.
  byte[] bytes();

  record Decoded(int line, byte[] bytes, RawEvent event) implements DecodedLine {}

  record Undecodable(int line, byte[] bytes, Rejection rejection) implements DecodedLine {}
}
