@NullMarked
package dev.sluice.archive.s3;

import org.jspecify.annotations.NullMarked;
