@NullMarked
package dev.sluice.ingest.publish.outbox;

import org.jspecify.annotations.NullMarked;
