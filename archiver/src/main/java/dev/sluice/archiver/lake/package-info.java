/// The archive as tables: DuckDB over local copies of its current files. Nothing else of the
/// archiver knows DuckDB. Start reading at [dev.sluice.archiver.lake.DuckDb], then
/// [dev.sluice.archiver.lake.ArchiveRows] for rows that are written anew.
@NullMarked
package dev.sluice.archiver.lake;

import org.jspecify.annotations.NullMarked;
