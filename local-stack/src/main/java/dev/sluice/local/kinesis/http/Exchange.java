package dev.sluice.local.kinesis.http;

import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.wire.EventStreamMessage;
import dev.sluice.local.kinesis.wire.Reply;
import dev.sluice.local.kinesis.wire.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// One request and the one way in which it ends: answered, streamed, or cut.
final class Exchange {

  private static final int MAX_BODY_BYTES = 20 << 20;
  private static final String TARGET_PREFIX = "Kinesis_20131202.";

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final WireFormat format;

  Exchange(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.format = WireFormat.of(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
  }

  WireFormat format() {
    return format;
  }

  /// The operation asked for, from the `X-Amz-Target` header.
  String operation() {
    String target = request.getHeaders().get("X-Amz-Target");
    if (target == null || !target.startsWith(TARGET_PREFIX)) {
      throw ErrorType.UNKNOWN_OPERATION.because(
          "X-Amz-Target " + target + " does not begin with " + TARGET_PREFIX);
    }
    return target.substring(TARGET_PREFIX.length());
  }

  byte[] body() throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
      if (body.length > MAX_BODY_BYTES) {
        throw ErrorType.SERIALIZATION.because(
            "the body has more than " + MAX_BODY_BYTES + " bytes");
      }
      return body;
    }
  }

  void answer(ByteBuffer body) throws IOException {
    send(200, body);
  }

  /// Answers an error as the AWS JSON protocol spells it.
  void fail(int status, String type, String message) throws IOException {
    response.getHeaders().put("x-amzn-ErrorType", type);
    send(status, error(type, message));
  }

  /// Begins a stream of events with the `initial-response` that the protocol wants first.
  void beginEvents() throws IOException {
    header(200, EventStreamMessage.CONTENT_TYPE);
    Reply initial = new Reply(format);
    initial.object(json -> {});
    event("initial-response", initial.bytes());
  }

  void event(String type, ByteBuffer payload) throws IOException {
    Content.Sink.write(response, false, EventStreamMessage.event(type, format, payload).encode());
  }

  void failEvents(String type, String message) throws IOException {
    ByteBuffer error = error(type, message);
    Content.Sink.write(response, false, EventStreamMessage.exception(type, format, error).encode());
  }

  void endEvents() throws IOException {
    Content.Sink.write(response, true, ByteBuffer.allocate(0));
    callback.succeeded();
  }

  /// Closes the connection without a further byte.
  void cut() {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    callback.failed(new EofException("cut"));
  }

  private ByteBuffer error(String type, String message) throws IOException {
    Reply error = new Reply(format);
    error.object(json -> {
      json.writeStringField("__type", type);
      json.writeStringField("message", message);
    });
    return error.bytes();
  }

  private void send(int status, ByteBuffer body) throws IOException {
    header(status, format.contentType());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
    Content.Sink.write(response, true, body);
    callback.succeeded();
  }

  private void header(int status, String contentType) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
  }
}
