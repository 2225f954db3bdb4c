package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.Account;
import dev.sluice.local.kinesis.stream.Stream;
import dev.sluice.local.kinesis.stream.StreamMode;
import dev.sluice.local.kinesis.wire.Call;
import dev.sluice.local.kinesis.wire.Parameters;
import java.io.IOException;

/// Creates a stream of `ShardCount` shards, or of four in on-demand mode; active at once.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html>
record CreateStream(Account account) implements Action {

  private static final int ON_DEMAND_SHARDS = 4;

  @Override
  public void answer(Call call) throws IOException {
    Parameters in = call.parameters();
    StreamMode mode = StreamModes.in(in);
    int shards =
        mode == StreamMode.ON_DEMAND
            ? in.integer("ShardCount").orElse(ON_DEMAND_SHARDS)
            : in.requiredInteger("ShardCount");
    Stream created = account.create(in.requiredString("StreamName"), shards, mode);
    created.tags().add(in.stringMap("Tags"));
  }
}
