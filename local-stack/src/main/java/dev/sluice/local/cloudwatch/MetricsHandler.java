package dev.sluice.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.http.AwsError;
import dev.sluice.local.http.ErrorAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers the operations of CloudWatch that are kept here; the SDK gzips large requests.
final class MetricsHandler extends Handler.Abstract {
  private final CloudWatchRefusals refusals;
  private final PutMetricData writer;
  private final ReadMetrics reader;

  MetricsHandler(CloudWatchRefusals refusals, Clock clock) {
    MetricStore store = new MetricStore(clock);
    this.refusals = refusals;
    this.writer = new PutMetricData(store, clock);
    this.reader = new ReadMetrics(store);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ErrorAnswer answer;
    try {
      ObjectNode result = answer(refusals.operation(request), body(request));
      answer =
          new ErrorAnswer(
              200, CloudWatchRefusals.HEADERS, CloudWatchRefusals.CBOR.writeValueAsBytes(result));
    } catch (InvalidParameter e) {
      answer = refusals.write(new AwsError(400, "InvalidParameterValueException", message(e)));
    }
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
    return true;
  }

  private static String message(InvalidParameter e) {
    return String.valueOf(e.getMessage());
  }

  private ObjectNode answer(String operation, JsonNode request) {
    return switch (operation) {
      case "PutMetricData" -> {
        writer.run(request);
        yield JsonNodeFactory.instance.objectNode();
      }
      case "GetMetricData" -> reader.get(request);
      case "ListMetrics" -> reader.list(request);
      default ->
          throw new InvalidParameter(
              "operation "
                  + operation
                  + " is not one of PutMetricData, GetMetricData, ListMetrics");
    };
  }

  private static JsonNode body(Request request) throws IOException {
    boolean gzipped = "gzip".equals(request.getHeaders().get("Content-Encoding"));
    try (InputStream raw = Content.Source.asInputStream(request);
        InputStream in = gzipped ? new GZIPInputStream(raw) : raw) {
      return CloudWatchRefusals.CBOR.readTree(in.readAllBytes());
    }
  }
}
