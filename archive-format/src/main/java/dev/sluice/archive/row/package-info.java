/// What the archive holds and where: rows, partitions and the names of files. Pure. Start reading
/// at [dev.sluice.archive.row.ArchiveRow].
@NullMarked
package dev.sluice.archive.row;

import org.jspecify.annotations.NullMarked;
