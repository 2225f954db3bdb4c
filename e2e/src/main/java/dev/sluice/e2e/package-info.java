/// One `main` that runs everything on one machine. Start reading at [dev.sluice.e2e.World].
@NullMarked
package dev.sluice.e2e;

import org.jspecify.annotations.NullMarked;
