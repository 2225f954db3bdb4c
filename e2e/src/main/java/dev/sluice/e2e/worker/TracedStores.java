package dev.sluice.e2e.worker;

import dev.sluice.consumer.pipeline.EventPipeline.CounterStores;
import dev.sluice.consumer.pipeline.EventPipeline.Stores;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Puts tracing ports around those of the consumer.
@Singleton
@Requires(property = Instruments.PROPERTY)
final class TracedStores implements BeanCreatedEventListener<Stores> {

  @Override
  public Stores onCreated(BeanCreatedEvent<Stores> event) {
    Stores stores = event.getBean();
    return new Stores(
        new TracedClaims(stores.claims()),
        new TracedEventWriter(stores.events()),
        new TracedDeviceStates(stores.states()),
        stores.days(),
        new TracedDeadLetters(stores.deadLetters()),
        new CounterStores(
            new TracedCounters<>(
                stores.counters().quality(),
                Optional.of(FaultPoint.BEFORE_COUNT),
                FaultPoint.AFTER_COUNT),
            new TracedCounters<>(
                stores.counters().windows(), Optional.empty(), FaultPoint.AFTER_WINDOWS)),
        new TracedFeed(stores.feed()));
  }
}
