package dev.sluice.local.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.sluice.local.http.AwsError;
import dev.sluice.local.http.ErrorAnswer;
import dev.sluice.local.http.Refusals;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/// CloudWatch's errors in the Smithy RPC v2 CBOR protocol.
///
/// Source: <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html>
final class CloudWatchRefusals implements Refusals {
  static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
  static final Map<String, String> HEADERS =
      Map.of("Content-Type", "application/cbor", "smithy-protocol", "rpc-v2-cbor");

  @Override
  public String operation(Request request) {
    String path = request.getHttpURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public boolean isBatch(String operation) {
    return false;
  }

  @Override
  public AwsError throttled() {
    return new AwsError(400, "ThrottlingException", "Rate exceeded");
  }

  @Override
  public AwsError serverError(int status) {
    return new AwsError(
        status, "InternalServiceFault", "The request processing has failed on the server.");
  }

  @Override
  public AwsError credentialsExpired() {
    return new AwsError(
        403, "ExpiredTokenException", "The security token included in the request is expired");
  }

  @Override
  public AwsError accessDenied(String operation) {
    return new AwsError(
        403, "AccessDeniedException", "User is not authorized to perform cloudwatch:" + operation);
  }

  @Override
  public ErrorAnswer write(AwsError error) {
    Map<String, String> body =
        Map.of("__type", "com.amazonaws.cloudwatch#" + error.code(), "message", error.message());
    try {
      return new ErrorAnswer(error.status(), HEADERS, CBOR.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + body, e);
    }
  }
}
