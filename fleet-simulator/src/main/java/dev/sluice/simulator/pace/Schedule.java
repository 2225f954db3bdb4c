package dev.sluice.simulator.pace;

import java.util.List;

/// A steady rate with spikes: when each send is due, in nanoseconds after the start. Where spikes
/// overlap, the greatest factor holds.
///
/// Due times are counted from the last change of rate, never from each other, so that no error adds
/// up.
public record Schedule(double perSecond, List<Spike> spikes) {
  private static final double MOST_PER_SECOND = 1_000_000;

  public Schedule {
    spikes = List.copyOf(spikes);
    if (!(perSecond > 0 && perSecond <= MOST_PER_SECOND)) {
      throw new IllegalArgumentException(
          "rate " + perSecond + " is not above 0 and at most 1000000 events a second");
    }
  }

  public static Schedule steady(double perSecond) {
    return new Schedule(perSecond, List.of());
  }

  public Cursor cursor() {
    return new Cursor();
  }

  private double rateAt(long nanos) {
    double factor = 1;
    boolean spiking = false;
    for (Spike spike : spikes) {
      if (spike.isActive(nanos)) {
        factor = spiking ? Math.max(factor, spike.factor()) : spike.factor();
        spiking = true;
      }
    }
    return perSecond * factor;
  }

  private long nextChange(long nanos) {
    return spikes.stream().mapToLong(spike -> spike.nextChange(nanos)).min().orElse(Long.MAX_VALUE);
  }

  /// Walks through the due times, the first of which is 0.
  public final class Cursor {
    private long sends;
    private long from;
    private long to = nextChange(0);
    private double rate = rateAt(0);
    private double sendsBefore;

    private Cursor() {}

    public long nextOffsetNanos() {
      double due = due();
      while (due >= to) {
        sendsBefore += (to - from) * rate / 1e9;
        from = to;
        to = nextChange(from);
        rate = rateAt(from);
        due = due();
      }
      sends++;
      return (long) due;
    }

    private double due() {
      return from + (sends - sendsBefore) * 1e9 / rate;
    }
  }
}
