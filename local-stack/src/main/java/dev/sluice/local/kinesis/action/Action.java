package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.wire.Call;
import java.io.IOException;

/// One operation of Kinesis.
public non-sealed interface Action extends Operation {

  /// Carries the call out and writes its reply.
  ///
  /// @throws dev.sluice.local.kinesis.stream.KinesisException if Kinesis would refuse it
  void answer(Call call) throws IOException;
}
