/// Parquet files of archive rows. Start reading at [dev.sluice.archiver.parquet.ArchiveSchema].
@NullMarked
package dev.sluice.archiver.parquet;

import org.jspecify.annotations.NullMarked;
