package dev.sluice.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.http.AwsError;
import dev.sluice.local.http.ErrorAnswer;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The calls that switch Kinesis Data Streams for DynamoDB on and off, which DynamoDB Local lacks.
/// A destination is active at once.
///
/// Source:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_EnableKinesisStreamingDestination.html>
final class StreamingDestinations extends Handler.Wrapper {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENABLE = "EnableKinesisStreamingDestination";
  private static final String DISABLE = "DisableKinesisStreamingDestination";
  private static final String DESCRIBE = "DescribeKinesisStreamingDestination";
  private static final Set<String> OPERATIONS = Set.of(ENABLE, DISABLE, DESCRIBE);

  private final DynamoDbRefusals refusals;
  private final Forwarding forwarding;

  StreamingDestinations(DynamoDbRefusals refusals, Forwarding forwarding, Handler inner) {
    super(inner);
    this.refusals = refusals;
    this.forwarding = forwarding;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String operation = refusals.operation(request);
    if (!OPERATIONS.contains(operation)) {
      return super.handle(request, response, callback);
    }
    ErrorAnswer answer;
    try {
      JsonNode body = JSON.readTree(Content.Source.asInputStream(request));
      answer =
          new ErrorAnswer(
              200,
              Map.of("Content-Type", "application/x-amz-json-1.0"),
              JSON.writeValueAsBytes(
                  answer(operation, body.path("TableName").asText(), body.path("StreamArn"))));
    } catch (IllegalStateException e) {
      answer =
          refusals.write(new AwsError(400, "ValidationException", String.valueOf(e.getMessage())));
    }
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
    return true;
  }

  private ObjectNode answer(String operation, String table, JsonNode streamArn) {
    ObjectNode answer = JSON.createObjectNode().put("TableName", table);
    String arn = streamArn.asText();
    switch (operation) {
      case ENABLE -> {
        forwarding.enable(table, arn);
        answer.put("StreamArn", arn).put("DestinationStatus", "ACTIVE");
      }
      case DISABLE -> {
        forwarding.disable(table);
        answer.put("StreamArn", arn).put("DestinationStatus", "DISABLED");
      }
      default -> {
        var destinations = answer.putArray("KinesisDataStreamDestinations");
        forwarding
            .destination(table)
            .ifPresent(found ->
                destinations
                    .addObject()
                    .put("StreamArn", found)
                    .put("DestinationStatus", "ACTIVE"));
      }
    }
    return answer;
  }
}
