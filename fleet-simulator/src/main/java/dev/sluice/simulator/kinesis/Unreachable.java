package dev.sluice.simulator.kinesis;

import dev.sluice.simulator.IngestRefusedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/// Says in words what to do when a stream takes nothing.
final class Unreachable {
  private static final String SETTINGS =
      """
      Either start the local stack with `./sluice up` and point this command at it:
        export AWS_ENDPOINT_URL_KINESIS=http://127.0.0.1:4567 AWS_REGION=us-east-1
        export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
      or set AWS_REGION and credentials of the AWS account that has the stream.\
      """;

  private Unreachable() {}

  static IngestRefusedException explain(String stream, SdkException e) {
    String message =
        switch (e) {
          case ResourceNotFoundException missing ->
              "there is no stream \""
                  + stream
                  + "\" ("
                  + missing.getMessage()
                  + ").\n"
                  + "Name another with --to; `./sluice up` makes sluice-events.";
          case KinesisException refused ->
              "Kinesis refuses the stream \""
                  + stream
                  + "\": "
                  + refused.getMessage()
                  + "\n"
                  + "The credentials need kinesis:DescribeStreamSummary and kinesis:PutRecords.";
          default ->
              "cannot reach the stream \"" + stream + "\": " + e.getMessage() + "\n" + SETTINGS;
        };
    return new IngestRefusedException(message, e);
  }
}
