package dev.sluice.consumer.pipeline;

import static dev.sluice.consumer.pipeline.Records.gzip;
import static dev.sluice.consumer.pipeline.Records.json;
import static dev.sluice.consumer.pipeline.Records.record;
import static dev.sluice.model.RejectReason.DUPLICATE_MEMBER;
import static dev.sluice.model.RejectReason.EVENT_TIME_OUT_OF_RANGE;
import static dev.sluice.model.RejectReason.ID_COLLISION;
import static dev.sluice.model.RejectReason.ITEM_TOO_LARGE;
import static dev.sluice.model.RejectReason.MALFORMED_GZIP;
import static dev.sluice.model.RejectReason.MALFORMED_MEMBER;
import static dev.sluice.model.RejectReason.MISSING_MEMBER;
import static dev.sluice.model.RejectReason.NOT_JSON;
import static dev.sluice.model.RejectReason.NOT_UTF8;
import static dev.sluice.model.RejectReason.RECORD_TOO_LARGE;
import static dev.sluice.model.RejectReason.STORE_REFUSED;
import static dev.sluice.model.RejectReason.TOO_DEEP;
import static dev.sluice.model.RejectReason.TOO_MANY_LINES;
import static dev.sluice.model.RejectReason.UNKNOWN_ENVELOPE;
import static dev.sluice.model.RejectReason.WRONG_ROOT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.RejectReason;
import dev.sluice.wire.DecodeLimits;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever arrives, the shard moves on and nothing is lost.
class BadInputTest {
  private static final DecodeLimits LIMITS = new DecodeLimits(1 << 20, 2 << 20, 50, 32);

  record Bad(RejectReason reason, String detail, byte[] bytes) {
    Bad(RejectReason reason, String detail, String text) {
      this(reason, detail, text.getBytes(UTF_8));
    }

    @Override
    public String toString() {
      return reason + ": " + detail;
    }
  }

  static Stream<Bad> inputs() {
    String good = json(1);
    return Stream.of(
        new Bad(NOT_UTF8, "UTF-8", new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'}),
        new Bad(NOT_UTF8, "surrogate", good.replace("{\"reading\"", "{\"a\":\"\\ud800\",\"r\"")),
        new Bad(NOT_JSON, "syntax error", "temperature=20"),
        new Bad(NOT_JSON, "syntax error", good.replace(":1}", ":NaN}")),
        new Bad(NOT_JSON, "white space", ""),
        new Bad(WRONG_ROOT, "array", "[1]"),
        new Bad(WRONG_ROOT, "number", "42"),
        new Bad(
            DUPLICATE_MEMBER,
            "reading",
            good.replace("{\"reading\"", "{\"reading\":0,\"reading\"")),
        new Bad(TOO_DEEP, "32", good.replace(":1}", ":" + "[".repeat(40) + "]".repeat(40) + "}")),
        new Bad(MISSING_MEMBER, "\"device_id\"", good.replace("\"device_id\"", "\"device\"")),
        new Bad(MALFORMED_MEMBER, "a UUID", good.replace(Samples.id(1).toString(), "1-1-1-1-1")),
        new Bad(MALFORMED_MEMBER, "device", good.replace("\"d\"", "\"d d\"")),
        new Bad(UNKNOWN_ENVELOPE, "CloudEvent", "{\"hello\":\"world\"}"),
        new Bad(EVENT_TIME_OUT_OF_RANGE, "2026-01-30", good.replace("2026-03-01", "2026-01-30")),
        new Bad(EVENT_TIME_OUT_OF_RANGE, "2026-03-02", good.replace("2026-03-01", "2026-03-02")),
        new Bad(RECORD_TOO_LARGE, "1048577 bytes", " ".repeat((1 << 20) + 1)),
        new Bad(RECORD_TOO_LARGE, "after gunzip", gzip(new byte[64 << 20])),
        new Bad(TOO_MANY_LINES, "51 lines", (good + "\n").repeat(50)),
        new Bad(MALFORMED_GZIP, "gzip", Arrays.copyOf(gzip(good.getBytes(UTF_8)), 20)),
        new Bad(
            ITEM_TOO_LARGE,
            "at most 409600",
            good.replace(":1}", ":\"" + "x".repeat(409_600) + "\"}")),
        new Bad(ID_COLLISION, Samples.id(7).toString(), json(7, "other", "t", 0, 0)),
        new Bad(STORE_REFUSED, "will not have", json(8)));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void isADeadLetterWhileItsNeighboursAreStored(Bad bad) throws Exception {
    World world = new World(LIMITS);
    world.process(List.of(record(1, json(7))));
    world.events.refuse(Samples.id(8));

    world.process(List.of(record(2, json(20)), record(3, bad.bytes()), record(4, json(21))));

    DeadLetter letter = world.letters.letters().values().iterator().next();
    assertThat(letter.origin().position()).isEqualTo(Samples.position(3, 0));
    assertThat(letter.rejection().reason()).isEqualTo(bad.reason());
    assertThat(letter.rejection().detail()).contains(bad.detail());
    assertThat(letter.origin().bytes()).isEqualTo(bad.bytes());
    assertThat(world.letters.letters()).hasSize(1);
    assertThat(world.events.stored().values())
        .extracting(item -> item.event().eventId())
        .containsExactlyInAnyOrder(Samples.id(7), Samples.id(20), Samples.id(21));
    assertThat(world.claims.held()).containsOnlyKeys(Samples.id(7), Samples.id(20), Samples.id(21));
    world.assertNothingHides();
  }

  /// Those of submissions are ingest's.
  @Test
  void everyReasonOfTheConsumerIsReached() {
    Set<RejectReason> reached = inputs().map(Bad::reason).collect(Collectors.toSet());
    assertThat(reached)
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(
                EnumSet.of(RejectReason.UNKNOWN_TYPE, RejectReason.TOO_MANY_EVENTS)));
  }
}
