@NullMarked
package dev.sluice.archiver.verify.aws;

import org.jspecify.annotations.NullMarked;
