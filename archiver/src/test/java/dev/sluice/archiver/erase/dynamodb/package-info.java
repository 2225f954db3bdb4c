@NullMarked
package dev.sluice.archiver.erase.dynamodb;

import org.jspecify.annotations.NullMarked;
