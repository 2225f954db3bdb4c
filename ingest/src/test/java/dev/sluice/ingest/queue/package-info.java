@NullMarked
package dev.sluice.ingest.queue;

import org.jspecify.annotations.NullMarked;
