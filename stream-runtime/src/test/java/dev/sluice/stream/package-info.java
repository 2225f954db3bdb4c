/// Tests of the runtime's plain code.
@NullMarked
package dev.sluice.stream;

import org.jspecify.annotations.NullMarked;
