package dev.sluice.e2e.guarantee;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.alert.Alert;
import dev.sluice.deadletter.Letter;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.e2e.aws.StoreContents;
import dev.sluice.e2e.guarantee.ErasureFacts.Left;
import dev.sluice.model.Event;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Looks everywhere for what is left of devices that were erased.
final class ErasureEvidence {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Instant> erasedAt;
  private final List<Left> left = new ArrayList<>();

  private ErasureEvidence(Map<String, Instant> erasedAt) {
    this.erasedAt = erasedAt;
  }

  static ErasureFacts of(StoreContents contents) {
    Map<String, Instant> erasedAt = contents.erasures();
    if (erasedAt.isEmpty()) {
      return ErasureFacts.NONE;
    }
    ErasureEvidence evidence = new ErasureEvidence(erasedAt);
    contents.events().forEach(item -> evidence.found("item", item.event()));
    contents.states().forEach(state -> evidence.found("state", state.event()));
    ArchiveContents.read((file, row) -> evidence.found(file, row.event()));
    contents.alerts().forEach(evidence::found);
    contents.deadLetters().forEach(one -> evidence.found(one, one.times().received()));
    contents.changeLetters().forEach(one -> evidence.found(one, receivedOfChange(one)));
    return new ErasureFacts(
        erasedAt,
        evidence.left,
        contents.erasedClaims().map(ErasedClaim::eventId).collect(Collectors.toSet()));
  }

  private void found(String where, Event event) {
    found(where, event.eventId().toString(), event.deviceId(), event.receivedTime());
  }

  private void found(Alert alert) {
    String device = alert.deviceId();
    if (device != null) {
      found("alert", alert.alertKey().toString(), device, alert.receivedTime());
    }
  }

  private void found(Letter letter, Instant received) {
    String glimpsed = letter.glimpse().deviceId();
    if (glimpsed != null) {
      found("letter", letter.id(), glimpsed, received);
    }
    if (!letter.place().partitionKey().equals(glimpsed)) {
      found("letter", letter.id(), letter.place().partitionKey(), received);
    }
  }

  private void found(String where, String name, String deviceId, Instant received) {
    if (erasedAt.containsKey(deviceId)) {
      left.add(new Left(where, name, deviceId, received));
    }
  }

  /// Of a change it is the event's arrival that counts; one that does not tell it is to be gone.
  private static Instant receivedOfChange(Letter letter) {
    try {
      String text =
          JSON.readTree(letter.original())
              .at("/dynamodb/OldImage/received_time/S")
              .asText(Instant.EPOCH.toString());
      return Instant.parse(text);
    } catch (IOException | DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
