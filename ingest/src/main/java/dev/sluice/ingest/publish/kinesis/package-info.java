/// The publisher onto a Kinesis stream. Start reading at
/// [dev.sluice.ingest.publish.kinesis.KinesisPublisher]: threads around an
/// [dev.sluice.ingest.publish.outbox.Outbox], which decides.
@NullMarked
package dev.sluice.ingest.publish.kinesis;

import org.jspecify.annotations.NullMarked;
