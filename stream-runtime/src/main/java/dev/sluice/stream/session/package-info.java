/// The life of one shard in the hands of a worker, as plain code that knows no Kinesis Client
/// Library. Start reading at [ShardSession]; [ShardEvent] is what it hears, [Checkpointer] what it
/// may do.
@NullMarked
package dev.sluice.stream.session;

import org.jspecify.annotations.NullMarked;
