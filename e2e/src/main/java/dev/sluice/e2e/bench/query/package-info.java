/// How fast the query API answers, and what an answer costs. Start reading at
/// [dev.sluice.e2e.bench.query.QueryBenchCommand].
@NullMarked
package dev.sluice.e2e.bench.query;

import org.jspecify.annotations.NullMarked;
