/// Breaks everything that can break, by a plan that a seed decides, and judges what became of the
/// promises. Start reading at [dev.sluice.e2e.chaos.ChaosRun]; [ChaosScript] is the plan.
@NullMarked
package dev.sluice.e2e.chaos;

import org.jspecify.annotations.NullMarked;
