package dev.sluice.ingest.http;

import dev.sluice.http.problem.BadParameterException;
import dev.sluice.http.problem.ProblemException;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import dev.sluice.wire.BodyDecoder;
import dev.sluice.wire.DecodeLimits;
import dev.sluice.wire.DecodedBody;
import dev.sluice.wire.DecodedLine;
import dev.sluice.wire.GzipBody;
import dev.sluice.wire.StrictJson;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/// Makes events of the body of a post.
@Singleton
final class PostDecoder {
  private final BodyDecoder decoder;
  private final GzipBody gzip;

  PostDecoder(HttpConfig config) {
    this.decoder = new BodyDecoder(config.maxEvents(), DecodeLimits.DEFAULT.depth());
    this.gzip = new GzipBody(config.inflatedBytes());
  }

  /// @return at least one
  /// @throws ProblemException for a body that holds no events at all, or too many
  List<DecodedLine> decode(HttpRequest<?> request, BodyForm form, byte[] body) {
    byte[] text = isGzip(request) ? inflated(body) : body;
    DecodedBody decoded =
        switch (form) {
          case JSON, CLOUD_EVENTS -> decoder.json(text);
          case LINES -> decoder.lines(text);
          case CLOUD_EVENT -> one(decoder.event(text));
          case CLOUD_EVENT_DATA -> one(withData(request, text));
        };
    return switch (decoded) {
      case DecodedBody.Refused(Rejection rejection) -> throw problem(rejection);
      case DecodedBody.Events(List<DecodedLine> none) when none.isEmpty() ->
          throw new BadParameterException("body", "the body holds no event; at least one is taken");
      case DecodedBody.Events(List<DecodedLine> events) -> events;
    };
  }

  /// Data that is no JSON value by itself could bring attributes with it.
  private DecodedLine withData(HttpRequest<?> request, byte[] data) {
    if (data.length > 0 && StrictJson.read(data) instanceof StrictJson.Result.Refused refused) {
      return new DecodedLine.Undecodable(0, data, refused.rejection(), null);
    }
    return decoder.event(CloudEventHeaders.structured(request, data));
  }

  private static DecodedBody one(DecodedLine event) {
    return new DecodedBody.Events(List.of(event));
  }

  private byte[] inflated(byte[] body) {
    return switch (gzip.inflate(body)) {
      case GzipBody.Result.Text(byte[] text) -> text;
      case GzipBody.Result.Refused(Rejection rejection) -> throw problem(rejection);
    };
  }

  private static ProblemException problem(Rejection rejection) {
    boolean tooMuch =
        rejection.reason() == RejectReason.TOO_MANY_LINES
            || rejection.reason() == RejectReason.RECORD_TOO_LARGE;
    String detail = "the body is refused: " + rejection.detail();
    return tooMuch
        ? new ProblemException(HttpStatus.REQUEST_ENTITY_TOO_LARGE, detail)
        : new BadParameterException("body", detail);
  }

  /// @throws ProblemException 415 for another coding
  private static boolean isGzip(HttpRequest<?> request) {
    String coding = request.getHeaders().get(HttpHeaders.CONTENT_ENCODING);
    return switch (coding == null ? "identity" : coding.strip().toLowerCase(Locale.ROOT)) {
      case "identity" -> false;
      case "gzip", "x-gzip" -> true;
      default ->
          throw new ProblemException(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "Content-Encoding \""
                  + BadParameterException.shown(String.valueOf(coding))
                  + "\" is not gzip or identity");
    };
  }
}
