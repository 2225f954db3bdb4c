/// A seeded fleet of devices that knows exactly what it sent, and the driver that sends it. Start
/// reading at [Fleet], then [FleetRun].
@NullMarked
package dev.sluice.simulator;

import org.jspecify.annotations.NullMarked;
