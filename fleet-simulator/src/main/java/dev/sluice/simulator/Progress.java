package dev.sluice.simulator;

import java.time.Duration;

/// How far a run is.
///
/// @param perSecond acknowledged events a second since the last report
/// @param forgiven time by which the run is behind and which it will not make up for
/// @param over whether this is the last report
public record Progress(
    SendLog.Totals totals, Duration elapsed, double perSecond, Duration forgiven, boolean over) {}
