@NullMarked
package dev.sluice.e2e.bench.archive;

import org.jspecify.annotations.NullMarked;
