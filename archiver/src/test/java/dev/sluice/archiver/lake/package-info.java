@NullMarked
package dev.sluice.archiver.lake;

import org.jspecify.annotations.NullMarked;
