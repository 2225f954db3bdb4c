@NullMarked
package dev.sluice.ingest.dynamodb;

import org.jspecify.annotations.NullMarked;
