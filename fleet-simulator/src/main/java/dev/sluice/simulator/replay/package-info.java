/// Recorded readings as events of today. Start reading at [ReplayTimeline].
@NullMarked
package dev.sluice.simulator.replay;

import org.jspecify.annotations.NullMarked;
