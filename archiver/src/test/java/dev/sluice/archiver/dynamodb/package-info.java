@NullMarked
package dev.sluice.archiver.dynamodb;

import org.jspecify.annotations.NullMarked;
