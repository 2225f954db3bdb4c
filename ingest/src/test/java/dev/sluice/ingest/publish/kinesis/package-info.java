@NullMarked
package dev.sluice.ingest.publish.kinesis;

import org.jspecify.annotations.NullMarked;
