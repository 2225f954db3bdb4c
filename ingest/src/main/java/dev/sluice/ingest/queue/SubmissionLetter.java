package dev.sluice.ingest.queue;

import dev.sluice.deadletter.Glimpse;
import dev.sluice.deadletter.Letter;
import dev.sluice.ingest.submission.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The dead letter of a message: what letters of the stream say of a record, it says of the
/// message, so that the same tools find, show and erase it.
public final class SubmissionLetter {
  private static final String NO_SEQUENCE = "/" + "0".repeat(60) + "/" + "0".repeat(10) + "/000000";

  private SubmissionLetter() {}

  /// @param now when it is given up
  public static Letter of(Delivery delivery, Reading.Refused refused, Instant now) {
    UUID device = refused.traces().deviceId();
    return new Letter(
        delivery.sent().toEpochMilli() + "/" + delivery.messageId() + NO_SEQUENCE,
        new Letter.Cause(refused.rejection().reason().text(), refused.rejection().detail()),
        new Letter.Place(
            Optional.ofNullable(device).map(UUID::toString).orElse(delivery.messageId()),
            delivery.messageId(),
            "0",
            0),
        new Letter.Times(delivery.sent(), now),
        Glimpse.of(refused.text()),
        refused.text());
  }
}
