/// What waits for the stream, and in which order it goes: plain state, without threads or clock.
/// Start reading at [dev.sluice.ingest.publish.outbox.Outbox].
///
/// Times are nanoseconds since some moment before, by a clock that never jumps.
@NullMarked
package dev.sluice.ingest.publish.outbox;

import org.jspecify.annotations.NullMarked;
