/// `sluice dead-letters`: what could not be stored, found, looked at and sent again. Start reading
/// at [dev.sluice.e2e.deadletters.Replay].
@NullMarked
package dev.sluice.e2e.deadletters;

import org.jspecify.annotations.NullMarked;
