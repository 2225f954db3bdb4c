@NullMarked
package dev.sluice.ingest.publish;

import org.jspecify.annotations.NullMarked;
