package dev.sluice.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.simulator.SendLog.DeviceType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SendLogTest {
  private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
  private static final UUID A = UUID.fromString("00000000-0000-4000-8000-00000000000a");
  private static final UUID B = UUID.fromString("00000000-0000-4000-8000-00000000000b");
  private static final UUID C = UUID.fromString("00000000-0000-4000-8000-00000000000c");

  private final List<SentEvent> story =
      List.of(
          send(0, new SendKind.Fresh(), A, NOON),
          send(1, new SendKind.Fresh(), B, NOON),
          send(2, new SendKind.Duplicate(0), A, NOON),
          send(3, new SendKind.Collision(1), B, NOON.plusSeconds(9)),
          send(4, new SendKind.Malformed(Defect.NOT_A_NUMBER), C, NOON.plusSeconds(9)),
          send(5, new SendKind.Duplicate(0), A, NOON),
          send(6, new SendKind.Late(), C, NOON.plusSeconds(86_400)));

  @Test
  void everySendIsAccountedForById() {
    SendLog log = SendLog.remembering();
    story.forEach(log::sent);
    assertThat(log.byId())
        .isEqualTo(
            Map.of(
                A, new SendLog.IdUse(0, story.get(0).event(), 2, 0),
                B, new SendLog.IdUse(1, story.get(1).event(), 0, 1)));
    assertThat(log.rejections())
        .extracting(SendLog.ExpectedRejection::number, SendLog.ExpectedRejection::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, "id_collision"),
            org.assertj.core.groups.Tuple.tuple(4L, "not_json"),
            org.assertj.core.groups.Tuple.tuple(6L, "event_time_out_of_range"));
  }

  @Test
  void countsAreKeptWithAndWithoutMemory() {
    for (SendLog log : List.of(SendLog.remembering(), SendLog.counting())) {
      story.forEach(log::sent);
      log.acknowledged(0, Acknowledgement.at("shardId-000000000000", "17", false));
      log.acknowledged(1, Acknowledgement.at("shardId-000000000000", "18", true));
      assertThat(log.totals()).isEqualTo(new SendLog.Totals(7, 2, 2, 2, 3, 1));
      assertThat(log.rejectionsByReason())
          .isEqualTo(Map.of("id_collision", 1L, "not_json", 1L, "event_time_out_of_range", 1L));
    }
  }

  @Test
  void theNewestEventIsTheFreshOneWithTheGreatestKey() {
    SendLog log = SendLog.counting();
    story.forEach(log::sent);
    assertThat(log.newest())
        .isEqualTo(
            Map.of(new DeviceType("device-1", "temperature"), "2026-03-05T12:00:00.000Z#" + B));
  }

  @Test
  void acknowledgementsSayWhereASendLies() {
    SendLog log = SendLog.remembering();
    story.forEach(log::sent);
    Acknowledgement acknowledgement = Acknowledgement.at("shardId-000000000001", "99", false);
    log.acknowledged(4, acknowledgement);
    assertThat(log.acknowledgement(4)).contains(acknowledgement);
    assertThat(log.acknowledgement(5)).isEmpty();
  }

  @Test
  void everySendIsKeptInOrderWithTheHashOfItsBytes() {
    SendLog log = SendLog.remembering();
    story.forEach(log::sent);
    Acknowledgement acknowledgement = Acknowledgement.at("shardId-000000000001", "99", false);
    log.acknowledged(4, acknowledgement);
    List<SendLog.Send> sends = log.sends();
    assertThat(sends).extracting(SendLog.Send::number).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(sends.get(2).contentHash()).isEqualTo(sends.get(0).contentHash());
    assertThat(sends.get(1).contentHash()).isNotEqualTo(sends.get(0).contentHash());
    assertThat(sends.get(4).acknowledgement()).isEqualTo(acknowledgement);
    assertThat(sends.get(5).acknowledgement()).isNull();
  }

  @Test
  void aCountingLogRefusesToBeAskedForMore() {
    assertThatThrownBy(() -> SendLog.counting().byId()).hasMessageContaining("remembering()");
  }

  @Test
  void aGapInTheNumbersIsRefused() {
    assertThatThrownBy(() -> SendLog.counting().sent(story.get(1)))
        .hasMessage("send 1 is not the next, 0");
  }

  private static SentEvent send(long number, SendKind kind, UUID id, Instant time) {
    EventIdentity event = new EventIdentity(id, "device-1", "temperature", null, time);
    return new SentEvent(
        number,
        kind,
        event,
        new OutgoingRecord("device-1", id.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
