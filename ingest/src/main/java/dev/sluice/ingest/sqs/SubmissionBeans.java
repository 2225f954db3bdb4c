package dev.sluice.ingest.sqs;

import dev.sluice.ingest.publish.Publisher;
import dev.sluice.ingest.queue.Intake;
import dev.sluice.ingest.queue.RefusedSubmissions;
import dev.sluice.ingest.status.StoredIds;
import dev.sluice.ingest.status.SubmissionStates;
import dev.sluice.ingest.submission.SubmissionReader;
import dev.sluice.model.AcceptanceWindow;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// What the transport of submissions is made of.
@Factory
final class SubmissionBeans {

  @Singleton
  SubmissionReader reader(AcceptanceWindow window, SubmissionConfig config) {
    return new SubmissionReader(window, config.limits());
  }

  @Singleton
  Intake.Ends ends(SqsSubmissionQueue queue, Publisher publisher, RefusedSubmissions refused) {
    return new Intake.Ends(queue, publisher, refused);
  }

  @Singleton
  SubmissionStates states(StoredIds stored, RefusedSubmissions refused, SubmissionConfig config) {
    return new SubmissionStates(stored, refused, config.events());
  }
}
