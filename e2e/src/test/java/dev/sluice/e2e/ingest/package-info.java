@NullMarked
package dev.sluice.e2e.ingest;

import org.jspecify.annotations.NullMarked;
