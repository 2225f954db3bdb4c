/// What commands tell CloudWatch. Start reading at
/// [dev.sluice.archiver.cloudwatch.DifferenceMetric].
@NullMarked
package dev.sluice.archiver.cloudwatch;

import org.jspecify.annotations.NullMarked;
