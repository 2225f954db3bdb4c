package dev.sluice.stream.service;

import dev.sluice.stream.CommittingProcessorFactory;
import dev.sluice.stream.ShardBoard;
import dev.sluice.stream.WorkerSettings;
import dev.sluice.stream.aws.StreamClients;
import dev.sluice.stream.kcl.StreamWorker;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The KCL workers of this process. They start once the management server answers, and are drained
/// before anything that they use is closed.
@Context
final class WorkerFleet implements ApplicationEventListener<ServerStartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerFleet.class);

  private final StreamClients clients;
  private final List<StreamWorker> workers;

  /// @param service begins the names of the workers
  WorkerFleet(
      @Property(name = "sluice.service") String service,
      KinesisOptions options,
      WorkerSettings settings,
      CommittingProcessorFactory processors,
      ShardBoard board) {
    this.clients = StreamClients.open(settings.retrieval());
    this.workers =
        IntStream.rangeClosed(1, options.workers())
            .mapToObj(number -> worker(service + "-" + number, settings, processors, board))
            .toList();
  }

  private StreamWorker worker(
      String name,
      WorkerSettings settings,
      CommittingProcessorFactory processors,
      ShardBoard board) {
    return new StreamWorker(
        name, settings, clients, processors, board, () -> ThreadLocalRandom.current().nextLong());
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent started) {
    workers.forEach(StreamWorker::start);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    List<Thread> stops =
        workers.stream().map(worker -> Thread.ofVirtual().start(worker::close)).toList();
    for (Thread stop : stops) {
      stop.join();
    }
    clients.close();
    LOG.info("all {} workers stopped", workers.size());
  }
}
