package dev.sluice.stream.kcl;

import dev.sluice.stream.CommittingProcessorFactory;
import dev.sluice.stream.KclTimings;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.Retrieval;
import dev.sluice.stream.ShardBoard;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardProcessor;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.StreamRecord;
import dev.sluice.stream.WorkerSettings;
import dev.sluice.stream.aws.StreamClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.Semaphore;

/// One worker in a process of its own, which tells on its standard output, as [WorkerEvent]s, what
/// it does. `SIGTERM` stops it in good order. Of its standard input it reads `h`, to hold the next
/// batch after its records were processed, and `g`, to go on; it ends at once when that ends, so
/// that it never outlives who started it.
final class WorkerProcess {
  private static final Semaphore GATE = new Semaphore(1);

  private WorkerProcess() {}

  /// @param args name, application, stream, and the timings: `local` or `production`
  public static void main(String[] args) throws IOException {
    WorkerSettings settings = WorkerSettings.of(args[1], args[2]).withTimings(timings(args[3]));
    StreamClients clients = StreamClients.open(Retrieval.polling());
    ShardBoard board =
        new ShardBoard(settings.application(), new SimpleMeterRegistry(), Clock.systemUTC());
    StreamWorker worker =
        new StreamWorker(
            args[0],
            settings,
            clients,
            CommittingProcessorFactory.committingEachBatch(WorkerProcess::open),
            board,
            StreamBench.RANDOM);
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
    tell(WorkerEvent.Kind.STARTED, worker.identifier(), "-");
    worker.start();
    obey();
  }

  static KclTimings timings(String name) {
    return switch (name) {
      case "local" -> KclTimings.LOCAL;
      case "production" -> KclTimings.PRODUCTION;
      default ->
          throw new IllegalArgumentException(
              "timings are '%s', must be local or production".formatted(name));
    };
  }

  private static void obey() throws IOException {
    for (int order; (order = System.in.read()) >= 0; ) {
      switch (order) {
        case 'h' -> GATE.drainPermits();
        case 'g' -> GATE.release();
        default -> throw new IOException("order '%c', must be h or g".formatted(order));
      }
    }
    Runtime.getRuntime().halt(1);
  }

  private static ShardProcessor open(ShardRef shard, ShardControl control) {
    return new ShardProcessor() {
      @Override
      public void process(RecordBatch batch) throws InterruptedException {
        for (StreamRecord record : batch.records()) {
          tell(WorkerEvent.Kind.PROCESSED, shard.shardId(), record.sequenceNumber());
        }
        if (!GATE.tryAcquire()) {
          tell(WorkerEvent.Kind.HOLDS, shard.shardId(), batch.last().sequenceNumber());
          GATE.acquire();
        }
        GATE.release();
      }

      @Override
      public void close() {
        tell(WorkerEvent.Kind.CLOSED, shard.shardId(), "-");
      }
    };
  }

  private static void tell(WorkerEvent.Kind kind, String subject, String detail) {
    PrintStream out = System.out;
    synchronized (out) {
      out.println(WorkerEvent.line(System.currentTimeMillis(), kind, subject, detail));
      out.flush();
    }
  }
}
