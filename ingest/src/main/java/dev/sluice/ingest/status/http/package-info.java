/// What became of a submission, over HTTP. Start reading at [SubmissionController].
@NullMarked
package dev.sluice.ingest.status.http;

import org.jspecify.annotations.NullMarked;
