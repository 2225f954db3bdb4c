/// The one way onto the stream. Start with [dev.sluice.ingest.publish.Publisher]: every transport
/// hands it entries and answers its own caller only when they are acknowledged.
@NullMarked
package dev.sluice.ingest.publish;

import org.jspecify.annotations.NullMarked;
