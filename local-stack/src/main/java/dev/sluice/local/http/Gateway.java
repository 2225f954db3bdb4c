package dev.sluice.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Passes requests on to a server behind this one, bodies streamed both ways. It blocks: serve it
/// on virtual threads.
public class Gateway extends Handler.Abstract implements AutoCloseable {
  /// What belongs to one connection and is not passed on.
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "transfer-encoding",
          "upgrade",
          "te",
          "trailer");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI upstream;

  public Gateway(URI upstream) {
    this.upstream = upstream;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    HttpResponse<InputStream> answer =
        client.send(forwarded(request, body(request)), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      respond(answer, response);
      if (request.getMethod().equals("HEAD")) {
        response.write(true, null, callback);
        return true;
      }
      var out = Content.Sink.asOutputStream(response);
      body.transferTo(out);
      out.close();
    }
    callback.succeeded();
    return true;
  }

  /// Asks the server behind with another body than the client's.
  protected HttpResponse<byte[]> ask(Request request, byte[] body)
      throws IOException, InterruptedException {
    return client.send(
        forwarded(request, BodyPublishers.ofByteArray(body)), BodyHandlers.ofByteArray());
  }

  private HttpRequest forwarded(Request request, BodyPublisher body) {
    HttpRequest.Builder forwarded =
        HttpRequest.newBuilder(upstream.resolve(request.getHttpURI().getPathQuery()))
            .method(request.getMethod(), body);
    for (HttpField header : request.getHeaders()) {
      if (!HOP_BY_HOP.contains(header.getName().toLowerCase(Locale.ROOT))) {
        forwarded.header(header.getName(), header.getValue());
      }
    }
    return forwarded.build();
  }

  private static BodyPublisher body(Request request) {
    long length = request.getLength();
    if (length == 0) {
      return BodyPublishers.noBody();
    }
    BodyPublisher streamed =
        BodyPublishers.ofInputStream(() -> Content.Source.asInputStream(request));
    return length > 0 ? BodyPublishers.fromPublisher(streamed, length) : streamed;
  }

  protected static void respond(HttpResponse<?> answer, Response response) {
    response.setStatus(answer.statusCode());
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          boolean sized = name.equalsIgnoreCase("content-length");
          if (sized || !HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> response.getHeaders().add(name, value));
          }
        });
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
