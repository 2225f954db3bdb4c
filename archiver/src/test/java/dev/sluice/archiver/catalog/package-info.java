@NullMarked
package dev.sluice.archiver.catalog;

import org.jspecify.annotations.NullMarked;
