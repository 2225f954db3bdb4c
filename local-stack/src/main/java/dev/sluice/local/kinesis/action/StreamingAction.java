package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.wire.Call;
import java.io.IOException;

/// An operation that answers with a stream of events.
public non-sealed interface StreamingAction extends Operation {

  /// Carries the call out; the events follow.
  ///
  /// @throws dev.sluice.local.kinesis.stream.KinesisException if Kinesis would refuse it
  EventSource open(Call call) throws IOException;
}
