/// The local Kinesis as the official AWS SDK and the Kinesis Client Library see it. Start reading
/// at `PutAndGetTest`.
@NullMarked
package dev.sluice.local.kinesis;

import org.jspecify.annotations.NullMarked;
