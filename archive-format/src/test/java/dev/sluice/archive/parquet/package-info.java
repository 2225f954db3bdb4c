@NullMarked
package dev.sluice.archive.parquet;

import org.jspecify.annotations.NullMarked;
