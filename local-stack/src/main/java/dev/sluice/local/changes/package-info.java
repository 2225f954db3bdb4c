/// What Kinesis Data Streams for DynamoDB does: a table's changes as records of a Kinesis stream.
/// Start reading at [dev.sluice.local.changes.ChangeForwarder].
@NullMarked
package dev.sluice.local.changes;

import org.jspecify.annotations.NullMarked;
