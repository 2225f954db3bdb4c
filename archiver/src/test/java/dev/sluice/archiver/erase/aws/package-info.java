@NullMarked
package dev.sluice.archiver.erase.aws;

import org.jspecify.annotations.NullMarked;
