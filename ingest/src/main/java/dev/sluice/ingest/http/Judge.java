package dev.sluice.ingest.http;

import dev.sluice.dynamodb.ItemSize;
import dev.sluice.http.access.Access;
import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import dev.sluice.model.Source;
import dev.sluice.preprocess.PreprocessStep;
import dev.sluice.preprocess.Preprocessor;
import dev.sluice.quality.Format;
import dev.sluice.quality.Member;
import dev.sluice.wire.DecodedLine;
import dev.sluice.wire.RawEvent;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Refuses what the consumer would refuse, while whoever sent it can still be told.
@Singleton
final class Judge {
  /// A record of the stream, its partition key included.
  private static final int MOST_RECORD_BYTES = 1 << 20;

  private final Preprocessor preprocessor;
  private final Clock clock;

  Judge(AcceptanceWindow window, Clock clock) {
    this.preprocessor = new Preprocessor(EnumSet.allOf(PreprocessStep.class), window);
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /// @param form of the body that it came in
  Verdict judge(DecodedLine line, BodyForm form, Access access, Instant received) {
    return switch (line) {
      case DecodedLine.Undecodable bad -> Verdict.Rejected.of(readId(bad), bad.rejection());
      case DecodedLine.Decoded(int index, byte[] bytes, RawEvent event) -> {
        Verdict.Rejected rejected = refusal(event, bytes, form, access, received);
        yield rejected == null
            ? new Verdict.Accepted(event.eventId(), new StreamEntry(event.deviceId(), bytes))
            : rejected;
      }
    };
  }

  private Verdict.@Nullable Rejected refusal(
      RawEvent event, byte[] bytes, BodyForm form, Access access, Instant received) {
    Optional<Rejection> rejection =
        unfit(event, bytes, form).or(() -> preprocessor.refusal(event, received));
    if (rejection.isPresent()) {
      return Verdict.Rejected.of(event.eventId(), rejection.get());
    }
    return access.sees(event.deviceId())
        ? null
        : new Verdict.Rejected(
            event.eventId(),
            Verdict.FORBIDDEN_DEVICE,
            "the device \"%s\" does not begin with \"%s\", as all that you may send for do"
                .formatted(event.deviceId(), access.devicePrefix()));
  }

  private static Optional<Rejection> unfit(RawEvent event, byte[] bytes, BodyForm form) {
    if (form.isOfCloudEvents() && event.source() != Source.CLOUD_EVENT) {
      return rejection(
          RejectReason.UNKNOWN_ENVELOPE,
          "no CloudEvent (specversion), as the Content-Type says; application/json takes others");
    }
    if (event.deviceId().isEmpty() && event.source() == Source.NAMED_EVENT) {
      return rejection(RejectReason.MISSING_MEMBER, "\"device_id\" is missing");
    }
    return size(event, bytes);
  }

  private static Optional<Rejection> size(RawEvent event, byte[] bytes) {
    int record = bytes.length + event.deviceId().length();
    if (record > MOST_RECORD_BYTES) {
      return rejection(
          RejectReason.RECORD_TOO_LARGE,
          record + " bytes with the device's id; at most " + MOST_RECORD_BYTES + " are taken");
    }
    if (bytes.length <= ItemSize.MAX_BYTES / 2) {
      return Optional.empty();
    }
    int payload = event.payload().toString().getBytes(StandardCharsets.UTF_8).length;
    return payload <= ItemSize.MAX_BYTES
        ? Optional.empty()
        : rejection(
            RejectReason.ITEM_TOO_LARGE,
            "its payload has "
                + payload
                + " bytes; less than "
                + ItemSize.MAX_BYTES
                + " are stored");
  }

  private static Optional<Rejection> rejection(RejectReason reason, String detail) {
    return Optional.of(new Rejection(reason, detail));
  }

  private static @Nullable UUID readId(DecodedLine.Undecodable bad) {
    DecodedLine.Remains remains = bad.remains();
    return remains == null
            || remains.missing().contains(Member.EVENT_ID)
            || remains.wrong().contains(Format.EVENT_ID)
        ? null
        : remains.event().eventId();
  }
}
