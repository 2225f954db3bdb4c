package dev.sluice.ingest.status.http;

import dev.sluice.http.problem.ProblemException;
import dev.sluice.ingest.status.StoreAwayException;
import io.micronaut.http.HttpStatus;
import java.time.Duration;

/// What would tell the state does not answer.
final class StateUnavailableException extends ProblemException {
  private static final long serialVersionUID = 1L;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  StateUnavailableException(StoreAwayException cause) {
    super(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(cause.getMessage()), RETRY_AFTER, cause);
  }

  @Override
  public String detail() {
    return "the state of submissions cannot be read at the moment; ask again later";
  }
}
