/// From the bytes of a Kinesis record to raw events. Pure: bytes in, values out. Start reading at
/// [RecordDecoder]; each envelope is a [WireFormat].
@NullMarked
package dev.sluice.wire;

import org.jspecify.annotations.NullMarked;
