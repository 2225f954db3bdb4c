package dev.sluice.wire;

import dev.sluice.model.Rejection;
import dev.sluice.quality.Format;
import dev.sluice.quality.Member;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one line of a record turned out to be. A record that is one JSON object is its line 0.
public sealed interface DecodedLine {
  int line();

  /// What a dead letter keeps: the bytes of this line as they arrived, after gunzip; of a record
  /// that is refused for its size, its lines or its gzip, the record itself.
  byte[] bytes();

  record Decoded(int line, byte[] bytes, RawEvent event) implements DecodedLine {}

  /// @param remains null of what is not even an object or no known envelope
  record Undecodable(int line, byte[] bytes, Rejection rejection, @Nullable Remains remains)
      implements DecodedLine {}

  /// What could be read of an event that is refused.
  ///
  /// @param event its members that are missing or wrong stand empty
  record Remains(RawEvent event, Set<Member> missing, Set<Format> wrong) {}
}
