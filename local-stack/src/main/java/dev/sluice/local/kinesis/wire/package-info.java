/// The two body formats that the AWS SDKs speak, JSON 1.1 and CBOR 1.1, and event-stream framing.
/// Start reading at [dev.sluice.local.kinesis.wire.Call].
@NullMarked
package dev.sluice.local.kinesis.wire;

import org.jspecify.annotations.NullMarked;
