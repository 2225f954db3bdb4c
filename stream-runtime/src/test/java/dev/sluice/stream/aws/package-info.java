/// Which AWS failure is of which kind.
@NullMarked
package dev.sluice.stream.aws;

import org.jspecify.annotations.NullMarked;
