package dev.sluice.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;

/// A fleet of devices, one send after the other. The settings and the instants passed in decide
/// everything: what is sent, in which order, with which ids.
///
/// Not thread-safe.
public final class Fleet {
  private static final Defect[] DEFECTS = Defect.values();

  private final FleetSettings settings;
  private final SplittableRandom random;
  private final RecentEvents recent = new RecentEvents();
  private long sends;

  public Fleet(FleetSettings settings) {
    this.settings = settings;
    this.random = new SplittableRandom(settings.seed());
  }

  /// The next send.
  ///
  /// @param due when it is to be sent, never before the due time of the send before
  public SentEvent next(Instant due) {
    SentEvent next =
        switch (settings.shares().choose(random.nextDouble())) {
          case FRESH -> fresh(due);
          case DUPLICATE -> duplicate(due);
          case COLLISION -> collision(due);
          case MALFORMED -> malformed(due);
          case LATE -> late(due);
        };
    sends++;
    if (next.kind() instanceof SendKind.Fresh) {
      recent.add(next, due);
    }
    return next;
  }

  private SentEvent fresh(Instant due) {
    return wrapped(new SendKind.Fresh(), identity(settings.clock().read(due, random)));
  }

  private SentEvent late(Instant due) {
    return wrapped(new SendKind.Late(), identity(settings.clock().readWrong(due, random)));
  }

  private SentEvent duplicate(Instant due) {
    SentEvent original = recent.pick(due, random);
    return original == null
        ? fresh(due)
        : new SentEvent(
            sends, new SendKind.Duplicate(original.number()), original.event(), original.record());
  }

  private SentEvent collision(Instant due) {
    SentEvent original = recent.pick(due, random);
    if (original == null) {
      return fresh(due);
    }
    EventIdentity event = original.event();
    EventIdentity other =
        new EventIdentity(
            event.eventId(),
            event.deviceId(),
            event.eventType(),
            event.eventSubtype(),
            settings.clock().read(due, random));
    return wrapped(new SendKind.Collision(original.number()), other);
  }

  private SentEvent malformed(Instant due) {
    Defect defect = DEFECTS[random.nextInt(DEFECTS.length)];
    EventIdentity event = identity(settings.clock().read(due, random));
    String good = text(Envelope.ADAPTER_EVENT, event);
    return new SentEvent(
        sends,
        new SendKind.Malformed(defect),
        new EventIdentity(
            null, event.deviceId(), event.eventType(), event.eventSubtype(), event.eventTime()),
        new OutgoingRecord(event.deviceId(), defect.spoiled(good)));
  }

  private EventIdentity identity(Instant eventTime) {
    EventType type = settings.shape().pickType(random);
    String device = "device-" + (100_000 + random.nextInt(settings.devices()));
    return new EventIdentity(randomId(), device, type.type(), type.subtype(), eventTime);
  }

  /// A version 4 UUID, from the seed.
  private UUID randomId() {
    return new UUID(
        (random.nextLong() & ~0xF000L) | 0x4000L,
        (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
  }

  private SentEvent wrapped(SendKind kind, EventIdentity event) {
    byte[] bytes =
        text(settings.shape().envelopes().pick(random), event).getBytes(StandardCharsets.UTF_8);
    return new SentEvent(sends, kind, event, new OutgoingRecord(event.deviceId(), bytes));
  }

  private String text(Envelope envelope, EventIdentity event) {
    String members = members(event.eventType());
    StringBuilder out = new StringBuilder(settings.shape().bytes() + 64);
    long afterPayload = random.nextLong();
    boolean written = settings.shape().deviceWritten();
    envelope.write(out, event, members, written, new SplittableRandom(afterPayload));
    int missing = settings.shape().bytes() - out.length() - ",\"note\":\"\"".length();
    if (missing > 0) {
      out.setLength(0);
      String padded = members + ",\"note\":\"" + "x".repeat(missing) + "\"";
      envelope.write(out, event, padded, written, new SplittableRandom(afterPayload));
    }
    return out.toString();
  }

  /// The send's own number makes every payload of a run different, a collision's too.
  private String members(String type) {
    StringBuilder members =
        new StringBuilder(160).append("\"sequence\":").append(sends).append(',');
    EventType.of(type).members(members, random);
    return members.toString();
  }
}
