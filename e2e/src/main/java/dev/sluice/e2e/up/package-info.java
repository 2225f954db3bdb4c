/// `sluice up`. Start reading at [dev.sluice.e2e.up.UpCommand].
@NullMarked
package dev.sluice.e2e.up;

import org.jspecify.annotations.NullMarked;
