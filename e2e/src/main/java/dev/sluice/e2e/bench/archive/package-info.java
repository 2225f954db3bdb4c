/// `sluice bench archive`: how fast, how small and how dear the archive is. Start reading at
/// [dev.sluice.e2e.bench.archive.ArchiveBenchCommand].
@NullMarked
package dev.sluice.e2e.bench.archive;

import org.jspecify.annotations.NullMarked;
