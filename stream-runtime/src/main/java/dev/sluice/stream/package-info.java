/// Runs code on the shards of a Kinesis stream so that no record is lost or skipped, whatever that
/// code does with it. Start reading at [ShardProcessor]: an application implements it, hands a
/// [ShardProcessorFactory] to a `StreamWorker` and describes the worker with [WorkerSettings].
///
/// Nothing in this package knows the Kinesis Client Library or the AWS SDK; the packages `kcl` and
/// `aws` beside it do.
@NullMarked
package dev.sluice.stream;

import org.jspecify.annotations.NullMarked;
