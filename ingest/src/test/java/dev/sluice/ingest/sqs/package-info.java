@NullMarked
package dev.sluice.ingest.sqs;

import org.jspecify.annotations.NullMarked;
