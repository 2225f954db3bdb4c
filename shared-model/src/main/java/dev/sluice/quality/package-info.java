/// How good the events are that devices send: what is looked at, and how it is counted. Pure. Start
/// reading at [dev.sluice.quality.QualityCounts], which defines each number.
@NullMarked
package dev.sluice.quality;

import org.jspecify.annotations.NullMarked;
