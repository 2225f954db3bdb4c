package dev.sluice.local.kinesis.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// One message of `application/vnd.amazon.eventstream`: prelude, string headers, payload, each part
/// under a CRC-32.
///
/// Source: <https://smithy.io/2.0/aws/amazon-eventstream.html>
public final class EventStreamMessage {

  /// The media type of a stream of such messages.
  public static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

  private static final int PRELUDE_BYTES = 12;
  private static final int CRC_BYTES = 4;
  private static final byte STRING_HEADER = 7;

  private final Map<String, String> headers;
  private final ByteBuffer payload;

  private EventStreamMessage(Map<String, String> headers, ByteBuffer payload) {
    this.headers = headers;
    this.payload = payload;
  }

  public static EventStreamMessage event(String type, WireFormat format, ByteBuffer payload) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":message-type", "event");
    headers.put(":event-type", type);
    headers.put(":content-type", format.contentType());
    return new EventStreamMessage(headers, payload);
  }

  public static EventStreamMessage exception(String type, WireFormat format, ByteBuffer payload) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":message-type", "exception");
    headers.put(":exception-type", type);
    headers.put(":content-type", format.contentType());
    return new EventStreamMessage(headers, payload);
  }

  public ByteBuffer encode() {
    int headerBytes = 0;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      headerBytes += 1 + header.getKey().length() + 1 + 2 + header.getValue().length();
    }
    int total = PRELUDE_BYTES + headerBytes + payload.remaining() + CRC_BYTES;
    ByteBuffer message = ByteBuffer.allocate(total);
    message.putInt(total).putInt(headerBytes).putInt(crcOf(message));
    headers.forEach((name, value) -> {
      byte[] text = value.getBytes(StandardCharsets.US_ASCII);
      message.put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
      message.put(STRING_HEADER).putShort((short) text.length).put(text);
    });
    message.put(payload.duplicate());
    return message.putInt(crcOf(message)).flip();
  }

  private static int crcOf(ByteBuffer written) {
    CRC32 crc = new CRC32();
    crc.update(written.array(), 0, written.position());
    return (int) crc.getValue();
  }
}
