/// Records to the HTTP API of ingest. Start reading at [HttpIngestPoint].
@NullMarked
package dev.sluice.simulator.http;

import org.jspecify.annotations.NullMarked;
