package dev.sluice.local.sqs;

import dev.sluice.local.http.AwsError;
import dev.sluice.local.http.ErrorAnswer;
import dev.sluice.local.http.JsonRefusals;
import java.util.HashMap;
import java.util.Map;

/// SQS's errors. Besides the JSON body they carry `x-amzn-query-error`, the code that the service's
/// older protocol had.
///
/// Source:
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html>
final class SqsRefusals extends JsonRefusals {
  SqsRefusals() {
    super("com.amazonaws.sqs");
  }

  @Override
  public boolean isBatch(String operation) {
    return operation.endsWith("Batch");
  }

  @Override
  public AwsError throttled() {
    return new AwsError(400, "RequestThrottled", "The request was denied due to throttling.");
  }

  @Override
  public AwsError serverError(int status) {
    return new AwsError(status, "InternalFailure", "The request processing has failed.");
  }

  @Override
  public ErrorAnswer write(AwsError error) {
    ErrorAnswer answer = super.write(error);
    Map<String, String> headers = new HashMap<>(answer.headers());
    String fault = error.status() < 500 ? "Sender" : "Receiver";
    headers.put("x-amzn-query-error", error.code() + ";" + fault);
    return new ErrorAnswer(answer.status(), headers, answer.body());
  }
}
