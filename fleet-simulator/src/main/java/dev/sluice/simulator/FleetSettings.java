package dev.sluice.simulator;

/// What a fleet is. The same settings make the same sequence of sends: devices, ids, kinds,
/// payloads, and times relative to the start.
///
/// Two runs of one seed therefore share their ids, but not their times: against the same tables the
/// second run is id collisions. Use a new seed unless that is the point.
///
/// @param devices how many; named `device-100000` and on
public record FleetSettings(
    long seed, int devices, EventShape shape, Shares shares, DeviceClock clock) {
  private static final int MOST_DEVICES = 1_000_000;

  public FleetSettings {
    if (devices < 1 || devices > MOST_DEVICES) {
      throw new IllegalArgumentException(
          "devices " + devices + " is not in 1 to " + MOST_DEVICES + "; 100 is a small fleet");
    }
  }

  /// 100 devices, every type and envelope, 500 bytes, all fresh and in order.
  public static FleetSettings ofSeed(long seed) {
    return new FleetSettings(seed, 100, EventShape.DEFAULT, Shares.ALL_FRESH, DeviceClock.IN_ORDER);
  }

  public FleetSettings withDevices(int other) {
    return new FleetSettings(seed, other, shape, shares, clock);
  }

  public FleetSettings withShape(EventShape other) {
    return new FleetSettings(seed, devices, other, shares, clock);
  }

  public FleetSettings withShares(Shares other) {
    return new FleetSettings(seed, devices, shape, other, clock);
  }

  public FleetSettings withClock(DeviceClock other) {
    return new FleetSettings(seed, devices, shape, shares, other);
  }
}
