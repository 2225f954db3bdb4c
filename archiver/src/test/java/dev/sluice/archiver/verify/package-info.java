@NullMarked
package dev.sluice.archiver.verify;

import org.jspecify.annotations.NullMarked;
