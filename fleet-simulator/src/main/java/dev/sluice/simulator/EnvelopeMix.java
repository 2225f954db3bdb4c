package dev.sluice.simulator;

import java.util.random.RandomGenerator;

/// How often each envelope is used, as weights: 2, 1, 1 is half adapter events.
public record EnvelopeMix(int adapterEvents, int namedEvents, int cloudEvents) {
  public static final EnvelopeMix EVEN = new EnvelopeMix(1, 1, 1);

  public EnvelopeMix {
    if (adapterEvents < 0 || namedEvents < 0 || cloudEvents < 0) {
      throw new IllegalArgumentException(
          "envelope weights %d, %d, %d: none may be below zero"
              .formatted(adapterEvents, namedEvents, cloudEvents));
    }
    if (adapterEvents + namedEvents + cloudEvents == 0) {
      throw new IllegalArgumentException("envelope weights 0, 0, 0: at least one must be above 0");
    }
  }

  Envelope pick(RandomGenerator random) {
    int draw = random.nextInt(adapterEvents + namedEvents + cloudEvents);
    if (draw < adapterEvents) {
      return Envelope.ADAPTER_EVENT;
    }
    return draw < adapterEvents + namedEvents ? Envelope.NAMED_EVENT : Envelope.CLOUD_EVENT;
  }
}
