/// Faults alone and together, each judged by the promises. Start reading at
/// [dev.sluice.e2e.chaos.GroundSuite].
@NullMarked
package dev.sluice.e2e.chaos;

import org.jspecify.annotations.NullMarked;
