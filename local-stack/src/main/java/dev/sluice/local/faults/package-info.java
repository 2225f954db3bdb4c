/// What a test may make a server do wrong, and the log of what it was asked to do. Start reading at
/// [dev.sluice.local.faults.Faults].
@NullMarked
package dev.sluice.local.faults;

import org.jspecify.annotations.NullMarked;
