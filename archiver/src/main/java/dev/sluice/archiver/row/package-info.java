/// What the archive holds and where: rows, partitions and the names of files. Pure. Start reading
/// at [dev.sluice.archiver.row.ArchiveRow].
@NullMarked
package dev.sluice.archiver.row;

import org.jspecify.annotations.NullMarked;
