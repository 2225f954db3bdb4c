package dev.sluice.http.problem;

import io.netty.handler.codec.compression.DecompressionException;
import jakarta.inject.Singleton;

/// A body that is not compressed as it says.
@Singleton
final class BadCompressionHandler extends ForeignProblem<DecompressionException> {
  @Override
  protected ProblemException problem(DecompressionException e) {
    return new BadParameterException(
        "body", "the body is not compressed as its Content-Encoding says");
  }
}
