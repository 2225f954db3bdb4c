@NullMarked
package dev.sluice.ingest.openapi;

import org.jspecify.annotations.NullMarked;
