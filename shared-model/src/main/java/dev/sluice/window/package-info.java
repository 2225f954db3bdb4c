/// Continuous windows of event time over numbers in payloads. Pure. Start reading at
/// [dev.sluice.window.WindowTotals].
@NullMarked
package dev.sluice.window;

import org.jspecify.annotations.NullMarked;
