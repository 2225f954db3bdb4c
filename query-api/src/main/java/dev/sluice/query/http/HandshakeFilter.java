package dev.sluice.query.http;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterContinuation;
import io.micronaut.http.server.netty.NettyHttpRequest;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Has the handshake of a WebSocket answered by the connection's own thread.
///
/// The server writes the answer first and then puts the handler of messages in place. Where a check
/// of the caller ended on another thread, the client's first message could come between the two,
/// and was lost.
@ServerFilter(LiveSocket.PATH)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class HandshakeFilter {

  @RequestFilter
  Publisher<MutableHttpResponse<?>> answer(
      HttpRequest<?> request, FilterContinuation<Publisher<MutableHttpResponse<?>>> rest) {
    Publisher<MutableHttpResponse<?>> response = rest.proceed();
    return request instanceof NettyHttpRequest<?> netty
        ? Mono.from(response)
            .publishOn(
                Schedulers.fromExecutor(netty.getChannelHandlerContext().channel().eventLoop()))
        : response;
  }
}
