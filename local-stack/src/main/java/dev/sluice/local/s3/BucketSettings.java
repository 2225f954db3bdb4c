package dev.sluice.local.s3;

import dev.sluice.local.http.AwsError;
import dev.sluice.local.http.ErrorAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Keeps what is set about buckets, which the server behind does not know, and answers with it. It
/// is heeded in nothing: versions are not kept, nothing expires, nobody is refused.
final class BucketSettings extends Handler.Wrapper {
  /// Part of a lifecycle configuration, but sent beside it.
  private static final String LEAST_SIZE = "x-amz-transition-default-minimum-object-size";

  private record Place(String bucket, BucketSetting setting) {}

  private record Document(byte[] body, Map<String, String> headers) {}

  private final Map<Place, Document> kept = new ConcurrentHashMap<>();
  private final S3Refusals refusals;

  BucketSettings(S3Refusals refusals, Handler inner) {
    super(inner);
    this.refusals = refusals;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String[] path = request.getHttpURI().getCanonicalPath().split("/", 3);
    String bucket = path.length > 1 ? path[1] : "";
    boolean onBucket = path.length < 3 || path[2].isEmpty();
    Optional<BucketSetting> setting =
        onBucket
            ? BucketSetting.among(Request.extractQueryParameters(request).getNames())
            : Optional.empty();
    if (setting.isEmpty() || bucket.isEmpty()) {
      if (onBucket && request.getMethod().equals("DELETE")) {
        kept.keySet().removeIf(place -> place.bucket().equals(bucket));
      }
      return super.handle(request, response, callback);
    }
    write(answer(request, new Place(bucket, setting.get())), response, callback);
    return true;
  }

  private ErrorAnswer answer(Request request, Place place) throws IOException {
    return switch (request.getMethod()) {
      case "PUT" -> {
        byte[] body = Content.Source.asInputStream(request).readAllBytes();
        Document document = new Document(body, headers(request, place.setting()));
        kept.put(place, document);
        yield new ErrorAnswer(200, document.headers(), new byte[0]);
      }
      case "DELETE" -> {
        kept.remove(place);
        yield new ErrorAnswer(204, Map.of(), new byte[0]);
      }
      default -> read(place);
    };
  }

  private static Map<String, String> headers(Request request, BucketSetting setting) {
    Map<String, String> headers = new HashMap<>();
    headers.put(
        "Content-Type", setting == BucketSetting.POLICY ? "application/json" : "application/xml");
    String size = request.getHeaders().get(LEAST_SIZE);
    if (size != null) {
      headers.put(LEAST_SIZE, size);
    }
    return headers;
  }

  private ErrorAnswer read(Place place) {
    Document document = kept.get(place);
    if (document != null) {
      return new ErrorAnswer(200, document.headers(), document.body());
    }
    return place
        .setting()
        .initial()
        .map(initial ->
            new ErrorAnswer(
                200,
                Map.of("Content-Type", "application/xml"),
                initial.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(() ->
            refusals.write(
                new AwsError(404, place.setting().missing(), "There is none of " + place)));
  }

  private static void write(ErrorAnswer answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }
}
