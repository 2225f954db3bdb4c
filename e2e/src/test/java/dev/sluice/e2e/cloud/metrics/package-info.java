/// What can be asked of CloudWatch: the metrics that services register, as their sources say, and
/// those of AWS. Start at [PublishedMetrics].
@NullMarked
package dev.sluice.e2e.cloud.metrics;

import org.jspecify.annotations.NullMarked;
