package dev.sluice.http.json;

import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.TypedMessageBodyWriter;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;

/// Hands bodies to the server.
@Singleton
@Produces({MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON_PROBLEM})
final class JsonBodyWriter implements TypedMessageBodyWriter<JsonBody> {
  @Override
  public Argument<JsonBody> getType() {
    return Argument.of(JsonBody.class);
  }

  @Override
  public boolean isWriteable(Argument<JsonBody> type, MediaType mediaType) {
    return JsonBody.class.isAssignableFrom(type.getType());
  }

  @Override
  public void writeTo(
      Argument<JsonBody> type,
      MediaType mediaType,
      JsonBody body,
      MutableHeaders headers,
      OutputStream out) {
    headers.set("Content-Type", mediaType);
    try {
      body.writeTo(out);
    } catch (IOException e) {
      throw new CodecException("cannot write " + type.getType().getSimpleName(), e);
    }
  }
}
