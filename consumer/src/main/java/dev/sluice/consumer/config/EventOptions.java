package dev.sluice.consumer.config;

import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.Retention;
import dev.sluice.preprocess.PreprocessStep;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What is done to events, and how long they are kept.
///
/// @param steps of preprocessing: `NORMALISE_TIMES`, `SPLIT_EVENT_NAME`, `VALIDATE`, or `NONE`;
///   events are de-duplicated all the same. Texts, because Micronaut drops what is no element of an
///   enum without a word
/// @param retention how long an event stays readable after it was received
/// @param streamRetention how long Kinesis keeps a record; claims live so much longer
/// @param acceptedPast how far a device's clock may be behind the arrival
/// @param acceptedFuture how far it may be ahead
@ConfigurationProperties("sluice.consumer.events")
public record EventOptions(
    List<String> steps,
    Duration retention,
    Duration streamRetention,
    Duration acceptedPast,
    Duration acceptedFuture) {
  private static final String NONE = "NONE";

  public EventOptions {
    steps = List.copyOf(steps);
    steps.forEach(EventOptions::checkStep);
    new Retention(retention, streamRetention, new AcceptanceWindow(acceptedPast, acceptedFuture));
  }

  private static void checkStep(String step) {
    if (!step.equals(NONE)
        && Arrays.stream(PreprocessStep.values()).noneMatch(known -> known.name().equals(step))) {
      throw new IllegalArgumentException(
          "sluice.consumer.events.steps \"%s\" is none of %s, %s"
              .formatted(step, Arrays.toString(PreprocessStep.values()), NONE));
    }
  }

  public Set<PreprocessStep> preprocessing() {
    return steps.stream()
        .filter(step -> !step.equals(NONE))
        .map(PreprocessStep::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  public AcceptanceWindow window() {
    return new AcceptanceWindow(acceptedPast, acceptedFuture);
  }

  public Retention expiry() {
    return new Retention(retention, streamRetention, window());
  }
}
