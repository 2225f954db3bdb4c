@NullMarked
package dev.sluice.consumer.aws;

import org.jspecify.annotations.NullMarked;
