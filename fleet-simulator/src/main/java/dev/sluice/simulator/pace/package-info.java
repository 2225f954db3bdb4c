/// When each send is due. Knows nothing of events. Start reading at [Pacer].
@NullMarked
package dev.sluice.simulator.pace;

import org.jspecify.annotations.NullMarked;
