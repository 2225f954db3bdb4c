@NullMarked
package dev.sluice.archiver.compact;

import org.jspecify.annotations.NullMarked;
