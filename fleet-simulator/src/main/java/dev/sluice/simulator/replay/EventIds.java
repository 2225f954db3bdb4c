package dev.sluice.simulator.replay;

import dev.sluice.simulator.EventIdentity;
import java.time.Instant;
import java.util.UUID;

/// Readings carry no id; these are the ways to derive one.
public enum EventIds {
  /// From device, recorded time and shifted time. An id never stands for two contents: a replay at
  /// another time is other events, a replay with the same start and spacing is duplicates.
  OF_THIS_REPLAY {
    @Override
    UUID of(Reading reading, Instant eventTime) {
      return NameBasedUuid.of(
          reading.deviceId()
              + "/"
              + reading.writtenTime()
              + "/"
              + EventIdentity.isoMillis(eventTime));
    }
  },
  /// From device and recorded time alone. Every replay has the same ids: with the same start and
  /// spacing they are duplicates, with another start id collisions.
  OF_THE_RECORDING {
    @Override
    UUID of(Reading reading, Instant eventTime) {
      return NameBasedUuid.of(reading.deviceId() + "/" + reading.writtenTime());
    }
  };

  abstract UUID of(Reading reading, Instant eventTime);
}
