@NullMarked
package dev.sluice.ingest.submission;

import org.jspecify.annotations.NullMarked;
