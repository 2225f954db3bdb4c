/// Records into a Kinesis stream. Start reading at [KinesisIngestPoint].
@NullMarked
package dev.sluice.simulator.kinesis;

import org.jspecify.annotations.NullMarked;
