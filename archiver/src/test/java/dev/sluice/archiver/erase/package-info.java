@NullMarked
package dev.sluice.archiver.erase;

import org.jspecify.annotations.NullMarked;
