/// Merges the small files of closed days. Start reading at
/// [dev.sluice.archiver.compact.Compaction]; [dev.sluice.archiver.compact.ClosedDays] says which
/// days those are.
@NullMarked
package dev.sluice.archiver.compact;

import org.jspecify.annotations.NullMarked;
