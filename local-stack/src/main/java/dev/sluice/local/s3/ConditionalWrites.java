package dev.sluice.local.s3;

import dev.sluice.local.http.Gateway;
import java.net.URI;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Lets conditional writes through one at a time: the server behind looks and writes in two steps,
/// so that of writers that race more than one would succeed.
final class ConditionalWrites extends Gateway {
  private final Lock writes = new ReentrantLock();

  ConditionalWrites(URI upstream) {
    super(upstream);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    boolean conditional =
        request.getMethod().equals("PUT")
            && (request.getHeaders().contains(HttpHeader.IF_MATCH)
                || request.getHeaders().contains(HttpHeader.IF_NONE_MATCH));
    if (!conditional) {
      return super.handle(request, response, callback);
    }
    writes.lock();
    try {
      return super.handle(request, response, callback);
    } finally {
      writes.unlock();
    }
  }
}
