@NullMarked
package dev.sluice.ingest.status;

import org.jspecify.annotations.NullMarked;
