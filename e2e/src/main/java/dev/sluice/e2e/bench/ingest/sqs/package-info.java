/// The queue of `sluice bench ingest`. Start reading at
/// [dev.sluice.e2e.bench.ingest.sqs.FilledQueue].
@NullMarked
package dev.sluice.e2e.bench.ingest.sqs;

import org.jspecify.annotations.NullMarked;
