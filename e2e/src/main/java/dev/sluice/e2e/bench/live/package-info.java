/// `sluice bench live`. Start reading at [dev.sluice.e2e.bench.live.LiveBenchCommand].
@NullMarked
package dev.sluice.e2e.bench.live;

import org.jspecify.annotations.NullMarked;
