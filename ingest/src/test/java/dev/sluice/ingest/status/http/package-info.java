@NullMarked
package dev.sluice.ingest.status.http;

import org.jspecify.annotations.NullMarked;
