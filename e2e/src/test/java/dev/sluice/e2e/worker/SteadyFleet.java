package dev.sluice.e2e.worker;

import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.Shares;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Ticker;
import java.time.Clock;

/// Devices that send so much a second until they are stopped.
///
/// @param misbehaviour shares of what is not to be stored
record SteadyFleet(int perSecond, Shares misbehaviour) {

  FleetRun start(long seed, KinesisIngestPoint ingest, SendLog log) {
    FleetTimeline timeline =
        new FleetTimeline(
            new Fleet(FleetSettings.ofSeed(seed).withShares(misbehaviour)),
            Schedule.steady(perSecond),
            new FleetTimeline.Limit(Long.MAX_VALUE, Long.MAX_VALUE));
    Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
    return FleetRun.start(timeline, pacer, ingest, log, progress -> {});
  }
}
