package dev.sluice.simulator;

import java.util.random.RandomGenerator;

/// The ways devices wrap an event.
public enum Envelope {
  /// `{"id", "event_type", "device_id", "processing_timestamp", "event_details": {…}}`, times to
  /// the microsecond
  ADAPTER_EVENT {
    @Override
    void write(
        StringBuilder out,
        EventIdentity event,
        String members,
        boolean deviceWritten,
        RandomGenerator random) {
      out.append("{\"id\":\"").append(event.eventId());
      out.append("\",\"event_type\":\"").append(event.writtenType());
      out.append("\",\"device_id\":\"").append(event.deviceId());
      out.append("\",\"processing_timestamp\":\"");
      out.append(EventIdentity.isoMillis(event.eventTime()));
      out.setLength(out.length() - 1);
      out.append(random.nextInt(100, 1000)).append("Z\",\"event_details\":{");
      out.append(members).append("}}");
    }
  },
  /// `{"event_uuid", "event_name", "created_at", …}`, times as epoch seconds, epoch millis or text
  NAMED_EVENT {
    @Override
    void write(
        StringBuilder out,
        EventIdentity event,
        String members,
        boolean deviceWritten,
        RandomGenerator random) {
      out.append("{\"event_uuid\":\"").append(event.eventId());
      out.append("\",\"event_name\":\"").append(event.writtenType());
      out.append("\",\"created_at\":");
      long millis = event.eventTime().toEpochMilli();
      switch (random.nextInt(3)) {
        case 0 -> out.append(millis);
        case 1 -> out.append(millis / 1000).append(".%03d".formatted(millis % 1000));
        default -> out.append('"').append(EventIdentity.isoMillis(event.eventTime())).append('"');
      }
      // drawn always, so that one seed makes the same fleet both ways
      if (random.nextBoolean() | deviceWritten) {
        out.append(",\"device_id\":\"").append(event.deviceId()).append('"');
      }
      out.append(',').append(members).append('}');
    }
  },
  /// [CloudEvents 1.0](https://github.com/cloudevents/spec) in structured JSON
  CLOUD_EVENT {
    @Override
    void write(
        StringBuilder out,
        EventIdentity event,
        String members,
        boolean deviceWritten,
        RandomGenerator random) {
      out.append("{\"specversion\":\"1.0\",\"id\":\"").append(event.eventId());
      out.append("\",\"source\":\"https://devices.example/fleet\",\"type\":\"");
      out.append(event.writtenType()).append("\",\"subject\":\"").append(event.deviceId());
      out.append("\",\"time\":\"").append(EventIdentity.isoMillis(event.eventTime()));
      out.append("\",\"datacontenttype\":\"application/json\",\"data\":{");
      out.append(members).append("}}");
    }
  };

  /// Appends the event as JSON text.
  ///
  /// @param members of the payload, without braces
  /// @param deviceWritten whether the device is named where it could be left out
  abstract void write(
      StringBuilder out,
      EventIdentity event,
      String members,
      boolean deviceWritten,
      RandomGenerator random);
}
