/// What the query API is measured on and against. Start reading at
/// [dev.sluice.e2e.bench.query.dynamodb.SampleDevices].
@NullMarked
package dev.sluice.e2e.bench.query.dynamodb;

import org.jspecify.annotations.NullMarked;
