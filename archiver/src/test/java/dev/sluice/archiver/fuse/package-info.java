@NullMarked
package dev.sluice.archiver.fuse;

import org.jspecify.annotations.NullMarked;
