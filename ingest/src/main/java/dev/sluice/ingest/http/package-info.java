/// Events over HTTP. Start reading at [EventsController].
@NullMarked
package dev.sluice.ingest.http;

import org.jspecify.annotations.NullMarked;
