/// `sluice bench ingest`. Start reading at [dev.sluice.e2e.bench.ingest.IngestBench].
@NullMarked
package dev.sluice.e2e.bench.ingest;

import org.jspecify.annotations.NullMarked;
