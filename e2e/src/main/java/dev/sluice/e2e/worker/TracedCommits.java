package dev.sluice.e2e.worker;

import dev.sluice.stream.Commits;
import dev.sluice.stream.CommittingProcessor;
import dev.sluice.stream.CommittingProcessorFactory;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.SequenceNumber;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StartOver;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/// Meets the fault points of the archiver's commits.
@Singleton
@Requires(property = Instruments.PROPERTY)
@Requires(property = "sluice.service", value = "archiver")
final class TracedCommits implements BeanCreatedEventListener<CommittingProcessorFactory> {
  private final Instruments instruments;

  TracedCommits(@Property(name = Instruments.PROPERTY) Instruments instruments) {
    this.instruments = instruments;
  }

  @Override
  public CommittingProcessorFactory onCreated(BeanCreatedEvent<CommittingProcessorFactory> event) {
    CommittingProcessorFactory processors = event.getBean();
    return (shard, control, prepared) ->
        new Traced(processors.open(shard, control, prepared), instruments.points());
  }

  private record Traced(CommittingProcessor processor, FaultPoints points)
      implements CommittingProcessor {
    @Override
    public void process(RecordBatch batch, Commits commits)
        throws ShardReleased, InterruptedException, StartOver {
      processor.process(batch, traced(commits));
    }

    @Override
    public void end(Commits commits) throws ShardReleased, InterruptedException, StartOver {
      processor.end(traced(commits));
    }

    @Override
    public void close() {
      processor.close();
    }

    private Commits traced(Commits commits) {
      return new Commits() {
        @Override
        public void commit(SequenceNumber last) throws ShardReleased {
          meet(FaultPoint.BEFORE_COMMIT);
          commits.commit(last);
          meet(FaultPoint.AFTER_COMMIT);
        }

        @Override
        public void prepare(SequenceNumber last, byte[] state) throws ShardReleased {
          commits.prepare(last, state);
          meet(FaultPoint.AFTER_PREPARE);
        }
      };
    }

    private void meet(FaultPoint point) {
      try {
        points.meet(point);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
