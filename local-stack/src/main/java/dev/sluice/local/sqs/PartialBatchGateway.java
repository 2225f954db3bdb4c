package dev.sluice.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.http.FaultHandler;
import dev.sluice.local.http.Share;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Passes SQS requests on; of a batch that shall fail in part, only the entries that shall succeed.
///
/// Source:
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_BatchResultErrorEntry.html>
final class PartialBatchGateway extends QueueAttributes {
  private static final ObjectMapper JSON = new ObjectMapper();

  PartialBatchGateway(URI upstream) {
    super(upstream);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<Fault.PartialFailure> partial = FaultHandler.partialFailure();
    if (partial.isEmpty()) {
      return super.handle(request, response, callback);
    }
    ObjectNode batch = (ObjectNode) JSON.readTree(Content.Source.asInputStream(request));
    ArrayNode kept = JSON.createArrayNode();
    ArrayNode failed = JSON.createArrayNode();
    Share share = new Share(partial.get());
    for (JsonNode entry : batch.path("Entries")) {
      if (share.refusesNext()) {
        failed.add(failure(entry));
      } else {
        kept.add(entry);
      }
    }
    answer(request, response, batch.set("Entries", kept), failed, callback);
    return true;
  }

  private void answer(
      Request request, Response response, JsonNode batch, ArrayNode failed, Callback callback)
      throws Exception {
    ObjectNode merged = JSON.createObjectNode();
    if (!batch.path("Entries").isEmpty()) {
      HttpResponse<byte[]> applied = ask(request, JSON.writeValueAsBytes(batch));
      respond(applied, response);
      merged = (ObjectNode) JSON.readTree(applied.body());
    }
    byte[] body = JSON.writeValueAsBytes(merged.set("Failed", failed));
    response.getHeaders().put("Content-Type", "application/x-amz-json-1.0");
    response.getHeaders().put("Content-Length", body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private static ObjectNode failure(JsonNode entry) {
    return JSON.createObjectNode()
        .put("Id", entry.path("Id").asText())
        .put("Code", "InternalError")
        .put("Message", "The request processing has failed.")
        .put("SenderFault", false);
  }
}
