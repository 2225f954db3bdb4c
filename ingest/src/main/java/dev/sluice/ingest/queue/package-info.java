/// From a queue of submissions onto the stream: a message leaves the queue when all its events are
/// acknowledged, or when its dead letter is kept, never before. Start reading at
/// [dev.sluice.ingest.queue.Delivering], the life of one message, then at
/// [dev.sluice.ingest.queue.Intake], which runs it for many.
@NullMarked
package dev.sluice.ingest.queue;

import org.jspecify.annotations.NullMarked;
