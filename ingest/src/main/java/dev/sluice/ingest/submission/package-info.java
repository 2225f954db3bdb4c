/// What a queue of submissions brings: read, judged and taken apart into events. Pure. Start with
/// [dev.sluice.ingest.submission.SubmissionReader].
@NullMarked
package dev.sluice.ingest.submission;

import org.jspecify.annotations.NullMarked;
