/// Forged histories against the judges. Start reading at [dev.sluice.e2e.guarantee.ForgedRun].
@NullMarked
package dev.sluice.e2e.guarantee;

import org.jspecify.annotations.NullMarked;
