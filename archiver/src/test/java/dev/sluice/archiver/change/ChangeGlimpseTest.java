package dev.sluice.archiver.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.archive.Rows;
import dev.sluice.archiver.ChangeRecords;
import dev.sluice.deadletter.Glimpse;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangeGlimpseTest {
  private static final Instant NOW = Instant.parse("2026-03-08T00:00:00Z");
  private static final Event EVENT = new Rows(7).rows(1, 1, 1).getFirst().event();
  private static final Glimpse ALL =
      new Glimpse(EVENT.deviceId(), EVENT.eventId().toString(), EVENT.eventType());

  private final ObjectNode record =
      ChangeRecords.removal(new StoredEvent(EVENT, "position", NOW), NOW);

  @Test
  void deviceEventAndTypeAreThoseOfTheOldImage() {
    assertThat(ChangeGlimpse.of(ChangeRecords.bytes(record))).isEqualTo(ALL);
  }

  @Test
  void withoutAnOldImageTheKeysNameDeviceAndEvent() {
    record.withObject("/dynamodb").remove("OldImage");
    assertThat(ChangeGlimpse.of(ChangeRecords.bytes(record)))
        .isEqualTo(new Glimpse(ALL.deviceId(), ALL.eventId(), null));
  }

  @Test
  void aMemberOfAnotherTypeIsTakenFromTheKeys() {
    record.withObject("/dynamodb/OldImage").putObject("event_id").put("N", "7");
    assertThat(ChangeGlimpse.of(ChangeRecords.bytes(record))).isEqualTo(ALL);
  }

  @Test
  void ofARecordThatIsCutOffWhatCameBeforeIsKnown() {
    byte[] bytes = ChangeRecords.bytes(record);
    assertThat(ChangeGlimpse.of(Arrays.copyOf(bytes, bytes.length - 10))).isEqualTo(ALL);
  }

  @Test
  void anyBytesHaveAnAnswer() {
    byte[] bytes = ChangeRecords.bytes(record);
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = bytes.clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      assertThatCode(() -> ChangeGlimpse.of(mutated)).doesNotThrowAnyException();
    }
    assertThat(ChangeGlimpse.of(new byte[0])).isEqualTo(Glimpse.NOTHING);
    assertThat(ChangeGlimpse.of("[{}]".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Glimpse.NOTHING);
  }
}
