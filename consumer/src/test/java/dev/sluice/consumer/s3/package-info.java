@NullMarked
package dev.sluice.consumer.s3;

import org.jspecify.annotations.NullMarked;
