package dev.sluice.preprocess;

import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.Event;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Names;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import dev.sluice.model.Timestamps;
import dev.sluice.quality.Findings;
import dev.sluice.quality.Format;
import dev.sluice.quality.Member;
import dev.sluice.wire.CanonicalJson;
import dev.sluice.wire.RawEvent;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the canonical event of a raw one, or says why not. With no steps at all, events pass as
/// they came and are still de-duplicated.
public final class Preprocessor {
  /// What holds without validation too: the table's keys take no more, and items that are no event
  /// start with `#`.
  private static final int MAX_KEY = 256;

  private static final String KEY_RULE = "1 to " + MAX_KEY + " characters, the first no #";

  private final Set<PreprocessStep> steps;
  private final AcceptanceWindow window;

  public Preprocessor(Set<PreprocessStep> steps, AcceptanceWindow window) {
    this.steps = Set.copyOf(steps);
    this.window = window;
  }

  /// @param received the arrival of the record, which a replay repeats: the verdict never changes
  public Preprocessed apply(RawEvent raw, Instant received) {
    Optional<Instant> time = time(raw);
    if (time.isEmpty()) {
      return new Preprocessed.Rejected(noTime(raw));
    }
    RawEvent named = named(raw);
    Rejection refusal = refusal(named, time.get(), received);
    if (refusal != null) {
      return new Preprocessed.Rejected(refusal);
    }
    String payload = named.payload().toString();
    Event event =
        new Event(
            named.eventId(),
            named.deviceId(),
            named.eventType(),
            named.eventSubtype(),
            time.get(),
            received,
            payload,
            named.source());
    return new Preprocessed.Accepted(
        event, Fingerprint.of(event, CanonicalJson.of(named.payload())));
  }

  /// Why [#apply] would refuse it, for who only has to know that; empty when it would not.
  public Optional<Rejection> refusal(RawEvent raw, Instant received) {
    Optional<Instant> time = time(raw);
    return time.isEmpty()
        ? Optional.of(noTime(raw))
        : Optional.ofNullable(refusal(named(raw), time.get(), received));
  }

  /// Looks at every member, where [#apply] ends at the first refusal. The rules are those of
  /// validation, whether that is a step or not.
  ///
  /// @param missing members that stand empty, because they were not there
  /// @param wrong formats that are known to be wrong
  public Findings inspect(RawEvent raw, Set<Member> missing, Set<Format> wrong, Instant received) {
    RawEvent named = named(raw);
    String subtype = named.eventSubtype();
    boolean typed = Names.isEventType(named.eventType());
    Optional<Instant> time = time(raw);
    Set<Member> absent = EnumSet.noneOf(Member.class);
    absent.addAll(missing);
    if (named.payload().isEmpty() && !wrong.contains(Format.PAYLOAD)) {
      absent.add(Member.PAYLOAD);
    }
    Set<Format> bad = EnumSet.noneOf(Format.class);
    bad.addAll(wrong);
    if (!Names.isDeviceId(named.deviceId())) {
      bad.add(Format.DEVICE_ID);
    }
    if (!typed || subtype != null && !Names.isEventType(subtype)) {
      bad.add(Format.EVENT_TYPE);
    }
    if (time.isEmpty()) {
      bad.add(Format.EVENT_TIME);
    } else if (!window.accepts(time.get(), received)) {
      bad.add(Format.EVENT_TIME_WINDOW);
    }
    return new Findings(typed ? named.eventType() : Findings.UNKNOWN_TYPE, absent, bad);
  }

  private boolean normalises() {
    return steps.contains(PreprocessStep.NORMALISE_TIMES);
  }

  private Optional<Instant> time(RawEvent raw) {
    return normalises() ? EventTimes.parse(raw.eventTime()) : EventTimes.utc(raw.eventTime());
  }

  private RawEvent named(RawEvent raw) {
    int colon = raw.eventType().indexOf(':');
    return !steps.contains(PreprocessStep.SPLIT_EVENT_NAME)
            || colon < 0
            || raw.eventSubtype() != null
        ? raw
        : raw.withType(raw.eventType().substring(0, colon), raw.eventType().substring(colon + 1));
  }

  private Rejection noTime(RawEvent raw) {
    String rule = normalises() ? EventTimes.ACCEPTED : EventTimes.ACCEPTED_UTC;
    return malformed("event time", raw.eventTime(), rule);
  }

  private @Nullable Rejection refusal(RawEvent event, Instant time, Instant received) {
    if (!isKey(event.deviceId())) {
      return malformed("device", event.deviceId(), KEY_RULE);
    }
    if (!isKey(event.eventType())) {
      return malformed("event type", event.eventType(), KEY_RULE);
    }
    return steps.contains(PreprocessStep.VALIDATE) ? invalid(event, time, received) : null;
  }

  private static boolean isKey(String text) {
    return !text.isEmpty() && text.length() <= MAX_KEY && text.charAt(0) != '#';
  }

  private @Nullable Rejection invalid(RawEvent event, Instant time, Instant received) {
    if (!Names.isDeviceId(event.deviceId())) {
      return malformed("device", event.deviceId(), Names.DEVICE_ID_RULE);
    }
    if (!Names.isEventType(event.eventType())) {
      return malformed("event type", event.eventType(), Names.EVENT_TYPE_RULE);
    }
    String subtype = event.eventSubtype();
    if (subtype != null && !Names.isEventType(subtype)) {
      return malformed("event subtype", subtype, Names.EVENT_TYPE_RULE);
    }
    if (!window.accepts(time, received)) {
      return new Rejection(
          RejectReason.EVENT_TIME_OUT_OF_RANGE,
          "event time %s, received %s: accepted are %s before to %s after"
              .formatted(
                  Timestamps.format(time),
                  Timestamps.format(received),
                  window.past(),
                  window.future()));
    }
    return null;
  }

  private static Rejection malformed(String what, String value, String rule) {
    return new Rejection(
        RejectReason.MALFORMED_MEMBER,
        "the " + what + " " + Rejection.quoted(value) + " is not " + rule);
  }
}
