/// The command line: `simulate` and `replay`. Start reading at [SimulateCommand].
@NullMarked
package dev.sluice.simulator.command;

import org.jspecify.annotations.NullMarked;
