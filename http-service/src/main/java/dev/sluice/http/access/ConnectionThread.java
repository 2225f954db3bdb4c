package dev.sluice.http.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Goes on with a request on the thread of its connection.
///
/// A WebSocket's handshake has to be answered there: the server answers first and then puts the
/// handler of messages in place, and a client's first message would come in between and be lost.
final class ConnectionThread {
  private ConnectionThread() {}

  static <T> Mono<T> back(Mono<T> elsewhere, HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> netty
        ? elsewhere.publishOn(
            Schedulers.fromExecutor(netty.getChannelHandlerContext().channel().eventLoop()))
        : elsewhere;
  }
}
