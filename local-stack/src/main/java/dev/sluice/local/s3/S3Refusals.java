package dev.sluice.local.s3;

import dev.sluice.local.http.AwsError;
import dev.sluice.local.http.ErrorAnswer;
import dev.sluice.local.http.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/// S3's errors, in XML.
///
/// Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>
final class S3Refusals implements Refusals {
  @Override
  public String operation(Request request) {
    return S3Operations.name(
        request.getMethod(),
        request.getHttpURI().getCanonicalPath(),
        Request.extractQueryParameters(request).getNames(),
        request.getHeaders().contains("x-amz-copy-source"));
  }

  @Override
  public boolean isBatch(String operation) {
    return false;
  }

  @Override
  public AwsError throttled() {
    return new AwsError(503, "SlowDown", "Please reduce your request rate.");
  }

  @Override
  public AwsError serverError(int status) {
    return status == 503
        ? new AwsError(503, "ServiceUnavailable", "Service is unable to handle request.")
        : new AwsError(status, "InternalError", "We encountered an internal error.");
  }

  @Override
  public AwsError credentialsExpired() {
    return new AwsError(400, "ExpiredToken", "The provided token has expired.");
  }

  @Override
  public AwsError accessDenied(String operation) {
    return new AwsError(403, "AccessDenied", "Access Denied");
  }

  @Override
  public ErrorAnswer write(AwsError error) {
    String xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>%s</Code><Message>%s</Message><RequestId>local</RequestId></Error>\
        """
            .formatted(error.code(), error.message());
    return new ErrorAnswer(
        error.status(),
        Map.of("Content-Type", "application/xml"),
        xml.getBytes(StandardCharsets.UTF_8));
  }
}
