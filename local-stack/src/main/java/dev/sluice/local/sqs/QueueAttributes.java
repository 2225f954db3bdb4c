package dev.sluice.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.http.Gateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Remembers the attributes that queues were given, and answers those that the server behind does
/// not know, such as for how long messages are kept. They change nothing.
///
/// Source:
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html>
class QueueAttributes extends Gateway {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ATTRIBUTES = "Attributes";

  private final Map<String, ObjectNode> given = new ConcurrentHashMap<>();
  private final SqsRefusals refusals = new SqsRefusals();

  QueueAttributes(URI upstream) {
    super(upstream);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String operation = refusals.operation(request);
    switch (operation) {
      case "CreateQueue", "SetQueueAttributes", "GetQueueAttributes", "DeleteQueue" -> {}
      default -> {
        return super.handle(request, response, callback);
      }
    }
    byte[] asked = Content.Source.asInputStream(request).readAllBytes();
    HttpResponse<byte[]> answer = ask(request, asked);
    byte[] body =
        answer.statusCode() == 200
            ? after(operation, JSON.readTree(asked), answer.body())
            : answer.body();
    respond(answer, response);
    response.getHeaders().put("Content-Length", body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  /// @return the answer, with what the server behind has left out
  private byte[] after(String operation, JsonNode asked, byte[] answer) throws IOException {
    String queue = queue(asked);
    switch (operation) {
      case "DeleteQueue" -> given.remove(queue);
      case "GetQueueAttributes" -> {
        return merged(queue, asked.path("AttributeNames"), answer);
      }
      default ->
          given.computeIfAbsent(queue, key -> JSON.createObjectNode()).setAll(attributes(asked));
    }
    return answer;
  }

  private static ObjectNode attributes(JsonNode asked) {
    return asked.path(ATTRIBUTES) instanceof ObjectNode some ? some : JSON.createObjectNode();
  }

  private static String queue(JsonNode asked) {
    String url = asked.path("QueueUrl").asText();
    return asked.path("QueueName").asText(url.substring(url.lastIndexOf('/') + 1));
  }

  private byte[] merged(String queue, JsonNode names, byte[] answer) throws IOException {
    ObjectNode read = (ObjectNode) JSON.readTree(answer);
    ObjectNode known = read.withObject("/" + ATTRIBUTES);
    ObjectNode more = given.get(queue);
    if (more != null) {
      more.properties().stream()
          .filter(one -> wants(names, one.getKey()) && !known.has(one.getKey()))
          .forEach(one -> known.set(one.getKey(), one.getValue()));
    }
    return JSON.writeValueAsBytes(read);
  }

  private static boolean wants(JsonNode names, String name) {
    for (JsonNode wanted : names) {
      if (wanted.asText().equals("All") || wanted.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
