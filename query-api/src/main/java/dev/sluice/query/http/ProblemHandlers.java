package dev.sluice.query.http;

import dev.sluice.http.problem.ForeignProblem;
import dev.sluice.http.problem.ProblemException;
import dev.sluice.http.problem.Problems;
import dev.sluice.http.problem.UnprocessableException;
import dev.sluice.query.TooManyReadsException;
import dev.sluice.query.live.LiveRefusal;
import dev.sluice.query.read.ArchiveUnavailableException;
import dev.sluice.query.read.StoreUnavailableException;
import dev.sluice.query.read.TooScatteredException;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which problems the exceptions are that reads end with.
final class ProblemHandlers {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandlers.class);

  private ProblemHandlers() {}

  private static ProblemException unavailable(RuntimeException e, String detail) {
    LOG.warn("{}: {}", e.getMessage(), String.valueOf(e.getCause()));
    return ProblemException.passing(HttpStatus.SERVICE_UNAVAILABLE, Problems.RETRY_AFTER, detail);
  }

  @Singleton
  static final class TooManyReads extends ForeignProblem<TooManyReadsException> {
    @Override
    protected ProblemException problem(TooManyReadsException e) {
      return ProblemException.passing(
          HttpStatus.TOO_MANY_REQUESTS,
          Problems.RETRY_AFTER,
          "more than " + e.most() + " requests at a time; ask again later");
    }
  }

  @Singleton
  static final class Refused extends ForeignProblem<LiveRefusal> {
    @Override
    protected ProblemException problem(LiveRefusal e) {
      HttpStatus status = HttpStatus.valueOf(e.status());
      return status == HttpStatus.TOO_MANY_REQUESTS
          ? ProblemException.passing(status, Problems.RETRY_AFTER, e.detail())
          : new ProblemException(status, e.parameter(), e.detail());
    }
  }

  @Singleton
  static final class TooScattered extends ForeignProblem<TooScatteredException> {
    @Override
    protected ProblemException problem(TooScatteredException e) {
      return new UnprocessableException(null, String.valueOf(e.getMessage()));
    }
  }

  @Singleton
  static final class ArchiveUnavailable extends ForeignProblem<ArchiveUnavailableException> {
    @Override
    protected ProblemException problem(ArchiveUnavailableException e) {
      return unavailable(
          e, "the archive does not answer in time; ask again later, or for include=hot");
    }
  }

  @Singleton
  static final class StoreUnavailable extends ForeignProblem<StoreUnavailableException> {
    @Override
    protected ProblemException problem(StoreUnavailableException e) {
      return unavailable(e, "the store does not answer in time; ask again later");
    }
  }
}
