package dev.sluice.http.problem;

import dev.sluice.http.trace.RequestTrace;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/// Turns everything that goes wrong into a [Problem], the server's own refusals included. What it
/// says depends on the status and on our own exceptions only, so no class name or stack trace of an
/// unexpected one gets out.
@Singleton
@Replaces(ErrorResponseProcessor.class)
public final class Problems implements ErrorResponseProcessor<Problem> {
  /// Where nothing better is known.
  public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private static final int LONGEST_PATH = 200;

  private final long most;

  Problems(HttpServerConfiguration server) {
    this.most = server.getMaxRequestSize();
  }

  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> base) {
    HttpRequest<?> request = context.getRequest();
    HttpStatus status = tooLong(request).orElseGet(() -> HttpStatus.valueOf(base.code()));
    RequestTrace.mark(request, base);
    String detail =
        status == HttpStatus.REQUEST_ENTITY_TOO_LARGE ? tooLarge(most) : detail(status, request);
    return answer(base.status(status), Problem.of(status, detail, path(request)));
  }

  /// The server answers 413 for a line or a header that is too long; HTTP has words of its own.
  private static Optional<HttpStatus> tooLong(HttpRequest<?> request) {
    if (!(request instanceof NettyHttpRequest<?> netty)) {
      return Optional.empty();
    }
    return switch (netty.getNativeRequest().decoderResult().cause()) {
      case TooLongHttpLineException e -> Optional.of(HttpStatus.REQUEST_URI_TOO_LONG);
      case TooLongHttpHeaderException e -> Optional.of(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE);
      case null, default -> Optional.empty();
    };
  }

  /// Puts a body into an answer that has only a status.
  static void explain(HttpRequest<?> request, MutableHttpResponse<?> response) {
    HttpStatus status = HttpStatus.valueOf(response.code());
    answer(response, Problem.of(status, detail(status, request), path(request)));
  }

  /// @param most in bytes
  static MutableHttpResponse<Problem> bodyTooLarge(HttpRequest<?> request, long most) {
    HttpStatus status = HttpStatus.REQUEST_ENTITY_TOO_LARGE;
    return answer(HttpResponse.status(status), Problem.of(status, tooLarge(most), path(request)));
  }

  /// A problem with a request, for answers that say more.
  public static Problem of(HttpRequest<?> request, HttpStatus status, String detail) {
    return Problem.of(status, detail, path(request));
  }

  /// What an exception says.
  public static MutableHttpResponse<Problem> answer(HttpRequest<?> request, ProblemException e) {
    MutableHttpResponse<?> base =
        e.retryAfter() == null
            ? HttpResponse.status(e.status())
            : retryLater(e.status(), e.retryAfter());
    if (e.endsConnection()) {
      base.header(HttpHeaders.CONNECTION, "close");
    }
    Problem problem = Problem.of(e.status(), e.detail(), path(request));
    return answer(base, e.parameter() == null ? problem : problem.withParameter(e.parameter()));
  }

  /// @param challenge how to prove who one is, for `WWW-Authenticate`
  public static MutableHttpResponse<Problem> refused(
      HttpRequest<?> request, HttpStatus status, String detail, String challenge) {
    return answer(
        HttpResponse.status(status).header(HttpHeaders.WWW_AUTHENTICATE, challenge),
        Problem.of(status, detail, path(request)));
  }

  /// Whole seconds, none too few.
  private static MutableHttpResponse<?> retryLater(HttpStatus status, Duration after) {
    long seconds = Math.max(1, after.plusSeconds(1).minusNanos(1).toSeconds());
    return HttpResponse.status(status).header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }

  private static MutableHttpResponse<Problem> answer(MutableHttpResponse<?> base, Problem problem) {
    return base.body(problem).contentType(MediaType.of(Problem.MEDIA_TYPE));
  }

  private static String path(HttpRequest<?> request) {
    String path = request.getUri().getRawPath();
    return path == null ? "/" : path.substring(0, Math.min(path.length(), LONGEST_PATH));
  }

  private static String tooLarge(long most) {
    return "the body is larger than the " + most + " bytes that are taken at most";
  }

  private static String detail(HttpStatus status, HttpRequest<?> request) {
    return switch (status) {
      case BAD_REQUEST -> "the request is malformed";
      case FORBIDDEN -> "a page of another origin may not ask; see micronaut.server.cors";
      case NOT_FOUND -> "there is nothing at this path; /swagger-ui/ shows what there is";
      case METHOD_NOT_ALLOWED -> request.getMethodName() + " is not accepted here; see Allow";
      case NOT_ACCEPTABLE -> "this is not answered in a type that Accept names; leave it out";
      case REQUEST_URI_TOO_LONG -> "the path and query are too long";
      case REQUEST_HEADER_FIELDS_TOO_LARGE -> "the headers are too large";
      case UNSUPPORTED_MEDIA_TYPE ->
          "a body of this media type is not accepted here; application/json is";
      case INTERNAL_SERVER_ERROR -> "an error of ours; it is in the log";
      case HttpStatus other -> other.getReason();
    };
  }
}
