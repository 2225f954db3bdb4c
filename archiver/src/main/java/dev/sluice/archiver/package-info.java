/// Turns removals of expired events into Parquet files. A change record goes through
/// [dev.sluice.archiver.change.ChangeDecoder], its row waits in a
/// [dev.sluice.archiver.spool.PartitionSpool], and sealing that writes the files.
@NullMarked
package dev.sluice.archiver;

import org.jspecify.annotations.NullMarked;
