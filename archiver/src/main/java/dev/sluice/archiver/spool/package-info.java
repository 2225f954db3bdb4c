/// Rows on local disk until an epoch is sealed, and the sorting that sealing takes. What is here is
/// a copy of what the stream still holds: a crash loses nothing, and the next start deletes what is
/// left. Start reading at [dev.sluice.archiver.spool.PartitionSpool].
@NullMarked
package dev.sluice.archiver.spool;

import org.jspecify.annotations.NullMarked;
