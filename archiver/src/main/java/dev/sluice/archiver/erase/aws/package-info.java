/// How far the consumer has come, by its stream and its lease table. Start reading at
/// [dev.sluice.archiver.erase.aws.CheckpointedReach].
@NullMarked
package dev.sluice.archiver.erase.aws;

import org.jspecify.annotations.NullMarked;
