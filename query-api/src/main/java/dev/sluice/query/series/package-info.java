/// Many numbers made few: events of a time range gathered into buckets. Pure. Start reading at
/// [dev.sluice.query.series.Series].
@NullMarked
package dev.sluice.query.series;

import org.jspecify.annotations.NullMarked;
