/// `sluice bench`. Start reading at [dev.sluice.e2e.bench.BenchCommand].
@NullMarked
package dev.sluice.e2e.bench;

import org.jspecify.annotations.NullMarked;
