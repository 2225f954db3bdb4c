@NullMarked
package dev.sluice.consumer.dynamodb;

import org.jspecify.annotations.NullMarked;
