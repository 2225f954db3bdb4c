@NullMarked
package dev.sluice.archiver.s3;

import org.jspecify.annotations.NullMarked;
