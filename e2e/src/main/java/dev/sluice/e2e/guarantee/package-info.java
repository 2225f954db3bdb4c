/// What Sluice promises, and the judge that tells from the evidence of a run whether it was kept.
/// Start reading at [dev.sluice.e2e.guarantee.Promise], then [dev.sluice.e2e.guarantee.History],
/// what judges go by, and [dev.sluice.e2e.guarantee.TraceEntry], what workers say of themselves.
@NullMarked
package dev.sluice.e2e.guarantee;

import org.jspecify.annotations.NullMarked;
