package dev.sluice.local.kinesis.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A body format of the AWS JSON protocol, version 1.1. They differ in bytes, which JSON carries in
/// base64, and in times: JSON has seconds with a fraction, CBOR whole milliseconds.
public enum WireFormat {
  JSON("application/x-amz-json-1.1", new JsonFactory()),
  CBOR("application/x-amz-cbor-1.1", new CBORFactory());

  private final String contentType;
  private final ObjectMapper mapper;

  WireFormat(String contentType, JsonFactory factory) {
    this.contentType = contentType;
    this.mapper = new ObjectMapper(factory);
  }

  /// The format of a request with this `Content-Type`; JSON unless it says CBOR.
  public static WireFormat of(@Nullable String contentType) {
    return contentType != null && contentType.contains("cbor") ? CBOR : JSON;
  }

  public String contentType() {
    return contentType;
  }

  ObjectMapper mapper() {
    return mapper;
  }

  /// Reads a time: CBOR clients other than the AWS SDK send seconds with a fraction there too.
  Instant instant(Number number) {
    boolean millis = this == CBOR && (number instanceof Long || number instanceof Integer);
    return Instant.ofEpochMilli(
        millis ? number.longValue() : Math.round(number.doubleValue() * 1000));
  }
}
