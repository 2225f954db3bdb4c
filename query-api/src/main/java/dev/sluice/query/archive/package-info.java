/// A device's events from the Parquet files of the archive, with bounded work. Start reading at
/// [dev.sluice.query.archive.ParquetArchive].
@NullMarked
package dev.sluice.query.archive;

import org.jspecify.annotations.NullMarked;
