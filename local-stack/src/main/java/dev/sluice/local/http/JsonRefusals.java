package dev.sluice.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/// What the services of the AWS JSON 1.0 protocol share: the operation is the last part of
/// `X-Amz-Target`, an error is `{"__type":"prefix#Code","message":"…"}`.
///
/// Source: <https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html>
public abstract class JsonRefusals implements Refusals {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String typePrefix;

  protected JsonRefusals(String typePrefix) {
    this.typePrefix = typePrefix;
  }

  @Override
  public String operation(Request request) {
    String target = request.getHeaders().get("X-Amz-Target");
    return target == null ? "Unknown" : target.substring(target.lastIndexOf('.') + 1);
  }

  @Override
  public AwsError credentialsExpired() {
    return new AwsError(
        400, "ExpiredTokenException", "The security token included in the request is expired");
  }

  @Override
  public AwsError accessDenied(String operation) {
    return new AwsError(
        400, "AccessDeniedException", "User is not authorized to perform " + operation);
  }

  @Override
  public ErrorAnswer write(AwsError error) {
    Map<String, String> body =
        Map.of("__type", typePrefix + "#" + error.code(), "message", error.message());
    try {
      return new ErrorAnswer(
          error.status(),
          Map.of("Content-Type", "application/x-amz-json-1.0"),
          JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + body, e);
    }
  }
}
