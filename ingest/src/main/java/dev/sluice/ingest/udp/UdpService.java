package dev.sluice.ingest.udp;

import dev.sluice.ingest.publish.Publisher;
import dev.sluice.model.AcceptanceWindow;
import dev.sluice.preprocess.PreprocessStep;
import dev.sluice.preprocess.Preprocessor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The UDP transport of this process: opened with it, read once its server answers, and stopped
/// before the publisher is drained.
@Context
public final class UdpService
    implements ApplicationEventListener<ServerStartupEvent>, GracefulShutdownCapable {
  private final UdpTransport transport;

  UdpService(
      UdpConfig config,
      PullConfig pull,
      Publisher publisher,
      AcceptanceWindow window,
      Clock clock,
      MeterRegistry registry) {
    Preprocessor judge = new Preprocessor(EnumSet.allOf(PreprocessStep.class), window);
    this.transport =
        new UdpTransport(
            config, pull, new UdpTransport.Surroundings(publisher, judge, clock, registry));
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent started) {
    transport.start();
  }

  @Override
  public CompletionStage<?> shutdownGracefully() {
    return CompletableFuture.runAsync(
        transport::close, task -> Thread.ofVirtual().name("stop-udp").start(task));
  }

  @PreDestroy
  void close() {
    transport.close();
  }

  /// Where datagrams are pushed to; empty where none are taken.
  public Optional<InetSocketAddress> address() {
    return transport.address();
  }
}
