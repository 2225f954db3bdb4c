package dev.sluice.local.kinesis.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A body under construction. It stays empty unless an action writes to it, and is thrown away when
/// the action fails.
public final class Reply {

  /// Writes the members of an object.
  @FunctionalInterface
  public interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private static final int INITIAL_BYTES = 512;

  private final WireFormat format;
  private @Nullable Buffer buffer;

  public Reply(WireFormat format) {
    this.format = format;
  }

  /// Writes the body: one object.
  public void object(Members members) throws IOException {
    object(INITIAL_BYTES, members);
  }

  /// Writes the body: one object of about that many bytes.
  public void object(int expectedBytes, Members members) throws IOException {
    Buffer opened = new Buffer(expectedBytes);
    try (JsonGenerator json = format.mapper().createGenerator(opened)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    }
    buffer = opened;
  }

  /// Writes a time as a member.
  public void time(JsonGenerator json, String name, Instant time) throws IOException {
    time(json, name, time.toEpochMilli());
  }

  /// Writes a time as a member, from epoch milliseconds.
  public void time(JsonGenerator json, String name, long epochMillis) throws IOException {
    json.writeFieldName(name);
    if (format == WireFormat.CBOR) {
      json.writeNumber(epochMillis);
    } else {
      json.writeNumber(epochMillis / 1000.0);
    }
  }

  /// What was written, without a copy.
  public ByteBuffer bytes() {
    return buffer == null ? ByteBuffer.allocate(0) : buffer.view();
  }

  private static final class Buffer extends ByteArrayOutputStream {
    Buffer(int size) {
      super(size);
    }

    ByteBuffer view() {
      return ByteBuffer.wrap(buf, 0, count);
    }
  }
}
