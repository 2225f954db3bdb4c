@NullMarked
package dev.sluice.ingest.http;

import org.jspecify.annotations.NullMarked;
