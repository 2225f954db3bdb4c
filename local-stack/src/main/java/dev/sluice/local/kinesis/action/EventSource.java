package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.wire.Reply;
import java.io.IOException;

/// The events of one streaming call, pulled by the server.
public interface EventSource {

  /// The type of all its events.
  String eventType();

  /// Waits for the next event and writes it; `false` when there are no more.
  boolean next(Reply event) throws IOException, InterruptedException;
}
