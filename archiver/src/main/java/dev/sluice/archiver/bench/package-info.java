/// How fast and how small the archive is. Start reading at
/// [dev.sluice.archiver.bench.SealBenchmark].
@NullMarked
package dev.sluice.archiver.bench;

import org.jspecify.annotations.NullMarked;
