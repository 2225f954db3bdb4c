/// A seeded fleet of devices that collect what they saw and submit it, several events at once.
/// Start reading at [SubmissionTimeline].
@NullMarked
package dev.sluice.simulator.submission;

import org.jspecify.annotations.NullMarked;
