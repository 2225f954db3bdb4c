package dev.sluice.e2e.worker;

import dev.sluice.e2e.guarantee.TraceEntry;
import dev.sluice.stream.ShardBoard;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardProcessor;
import dev.sluice.stream.ShardProcessorFactory;
import dev.sluice.stream.ShardRef;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/// Makes a session of each processor that the consumer opens.
@Singleton
@Requires(property = Instruments.PROPERTY)
final class TracedProcessors implements BeanCreatedEventListener<ShardProcessorFactory> {
  private final Instruments instruments;
  private final BeanProvider<ShardBoard> board;
  private final AtomicLong opened = new AtomicLong();

  TracedProcessors(
      @Property(name = Instruments.PROPERTY) Instruments instruments,
      BeanProvider<ShardBoard> board) {
    this.instruments = instruments;
    this.board = board;
  }

  @Override
  public ShardProcessorFactory onCreated(BeanCreatedEvent<ShardProcessorFactory> event) {
    ShardProcessorFactory processors = event.getBean();
    return (shard, control) -> open(processors, shard, control);
  }

  private ShardProcessor open(
      ShardProcessorFactory processors, ShardRef shard, ShardControl control) {
    String worker = String.join("+", board.get().workers());
    String name = worker + "/" + shard.shardId() + "/" + opened.incrementAndGet();
    TracedSession session = new TracedSession(name, control, instruments);
    ShardProcessor processor = processors.open(shard, session);
    session.note((now, its) -> new TraceEntry.Opened(now, its, worker, shard.shardId()));
    return new TracedProcessor(processor, session);
  }
}
