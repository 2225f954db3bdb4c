package dev.sluice.wire;

import dev.sluice.model.Rejection;
import java.util.List;

/// What a body of several events turned out to be.
public sealed interface DecodedBody {

  /// @param events each by itself, numbered from 0 in the order of the body; none where it is empty
  record Events(List<DecodedLine> events) implements DecodedBody {}

  /// It is not even a body of events.
  record Refused(Rejection rejection) implements DecodedBody {}
}
