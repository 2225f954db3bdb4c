/// Parquet files of archive rows. Start reading at [dev.sluice.archive.parquet.ArchiveSchema].
@NullMarked
package dev.sluice.archive.parquet;

import org.jspecify.annotations.NullMarked;
