/// What became of a submission, told by what it left behind: no state is kept for it. Start reading
/// at [dev.sluice.ingest.status.SubmissionStates].
@NullMarked
package dev.sluice.ingest.status;

import org.jspecify.annotations.NullMarked;
