package dev.sluice.simulator;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What happens on simulated devices.
public enum EventType {
  TEMPERATURE("temperature", null) {
    @Override
    void members(StringBuilder out, RandomGenerator random) {
      hundredths(out.append("\"temperature_c\":"), random.nextInt(-1500, 4500));
      out.append(",\"battery_percent\":").append(random.nextInt(1, 101));
    }
  },
  HUMIDITY("humidity", null) {
    @Override
    void members(StringBuilder out, RandomGenerator random) {
      hundredths(out.append("\"relative_humidity_percent\":"), random.nextInt(500, 10_000));
      out.append(",\"condensing\":").append(random.nextInt(50) == 0);
    }
  },
  NETWORK_CONNECTION("network_connection", null) {
    @Override
    void members(StringBuilder out, RandomGenerator random) {
      address(out.append("\"source_ip\":\"192.168"), random, 2);
      address(out.append("\",\"destination_ip\":\"142"), random, 3);
      out.append("\",\"destination_port\":").append(random.nextInt(1, 65_536));
    }
  },
  ACCOUNT_CREATED("account", "created") {
    @Override
    void members(StringBuilder out, RandomGenerator random) {
      out.append("\"account\":{\"number\":").append(random.nextInt(1_000_000));
      out.append(",\"plan\":").append(random.nextBoolean() ? "\"free\"" : "\"team\"");
      out.append(",\"city\":\"Zürich\",\"referrer\":null}");
    }
  },
  DOOR_OPENED("door", "opened") {
    @Override
    void members(StringBuilder out, RandomGenerator random) {
      out.append("\"door\":\"").append((char) ('A' + random.nextInt(26)));
      out.append("\",\"open_seconds\":").append(random.nextInt(1, 600));
      out.append(",\"badges\":[").append(random.nextInt(10_000)).append(']');
    }
  };

  private final String type;
  private final @Nullable String subtype;

  EventType(String type, @Nullable String subtype) {
    this.type = type;
    this.subtype = subtype;
  }

  static EventType of(String type) {
    for (EventType candidate : values()) {
      if (candidate.type.equals(type)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException(
        "event type \"" + type + "\" is none of " + List.of(values()));
  }

  public String type() {
    return type;
  }

  public @Nullable String subtype() {
    return subtype;
  }

  /// Appends the members of a plausible payload, without braces.
  abstract void members(StringBuilder out, RandomGenerator random);

  private static void hundredths(StringBuilder out, int value) {
    int magnitude = Math.abs(value);
    out.append(value < 0 ? "-" : "").append(magnitude / 100).append('.');
    out.append(magnitude / 10 % 10).append(magnitude % 10);
  }

  private static void address(StringBuilder out, RandomGenerator random, int numbers) {
    for (int i = 0; i < numbers; i++) {
      out.append('.').append(random.nextInt(1, 255));
    }
  }
}
