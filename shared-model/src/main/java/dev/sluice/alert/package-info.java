/// Alerts: what a rule has found wrong with a device or a type of events, or no longer. Pure. Start
/// reading at [dev.sluice.alert.Alert], then [dev.sluice.alert.DeviceStanding], which judges
/// events.
@NullMarked
package dev.sluice.alert;

import org.jspecify.annotations.NullMarked;
