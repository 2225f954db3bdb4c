/// The console in a real browser: start reading at [dev.sluice.e2e.console.ConsoleIT], which has
/// the whole pipeline behind it, then [dev.sluice.e2e.console.ConsoleBehaviourIT], where an API of
/// canned answers ([dev.sluice.e2e.console.CannedApi]) does what a real one rarely does.
@NullMarked
package dev.sluice.e2e.console;

import org.jspecify.annotations.NullMarked;
