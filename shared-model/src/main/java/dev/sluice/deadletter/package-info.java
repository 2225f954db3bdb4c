/// Dead letters as they are written and read. Pure: knows no store. Start reading at [Letter].
@NullMarked
package dev.sluice.deadletter;

import org.jspecify.annotations.NullMarked;
