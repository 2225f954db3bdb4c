@NullMarked
package dev.sluice.consumer.pipeline;

import org.jspecify.annotations.NullMarked;
