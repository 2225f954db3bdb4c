@NullMarked
package dev.sluice.archive.catalog;

import org.jspecify.annotations.NullMarked;
