package dev.sluice.consumer.config;

import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.Retention;
import dev.sluice.preprocess.PreprocessStep;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/// What is done to events, and how long they are kept.
///
/// @param steps of preprocessing: `NORMALISE_TIMES`, `SPLIT_EVENT_NAME`, `VALIDATE`, or none;
///   events are de-duplicated all the same
/// @param retention how long an event stays readable after it was received
/// @param streamRetention how long Kinesis keeps a record; claims live so much longer
/// @param acceptedPast how far a device's clock may be behind the arrival
/// @param acceptedFuture how far it may be ahead
@ConfigurationProperties("sluice.consumer.events")
public record EventOptions(
    @Bindable(defaultValue = "NORMALISE_TIMES,SPLIT_EVENT_NAME,VALIDATE")
        List<PreprocessStep> steps,
    @Bindable(defaultValue = "P7D") Duration retention,
    @Bindable(defaultValue = "P7D") Duration streamRetention,
    @Bindable(defaultValue = "P30D") Duration acceptedPast,
    @Bindable(defaultValue = "PT10M") Duration acceptedFuture) {
  public EventOptions {
    steps = List.copyOf(steps);
    new Retention(retention, streamRetention, new AcceptanceWindow(acceptedPast, acceptedFuture));
  }

  public AcceptanceWindow window() {
    return new AcceptanceWindow(acceptedPast, acceptedFuture);
  }

  public Retention expiry() {
    return new Retention(retention, streamRetention, window());
  }
}
