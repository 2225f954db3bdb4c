package dev.sluice.archiver.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archiver.ChangeRecords;
import dev.sluice.archiver.change.Change.Expired;
import dev.sluice.archiver.change.Change.Ignored;
import dev.sluice.archiver.change.Change.Refused;
import dev.sluice.archiver.change.Change.Refused.Reason;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeDecoderTest {
  private static final Instant REMOVED = Instant.parse("2026-11-12T10:20:30.456Z");
  private static final String PAYLOAD =
      "{\"b\":1.10,\"a\":1e2,\"big\":123456789012345678901234567890,\"text\":\"Zürich \\u0000 🌡\"}";
  private static final Event EVENT =
      new Event(
          UUID.fromString("169a9a74-0c3f-4b0e-9c9c-1d2b0a6f0001"),
          "5e:44:3b:f3:79:c8",
          "account",
          "created",
          Instant.parse("2026-11-05T01:49:51.260Z"),
          Instant.parse("2026-11-05T01:49:52.001Z"),
          PAYLOAD,
          Source.NAMED_EVENT);
  private static final StoredEvent ITEM =
      new StoredEvent(
          EVENT, "1700000000000/shardId-0/1/0/0", Instant.parse("2026-11-12T01:50:00Z"));

  private final ChangeDecoder decoder = new ChangeDecoder(ChangeRecords.TABLE);

  private static ObjectNode removal() {
    return ChangeRecords.removal(ITEM, REMOVED);
  }

  private static ObjectNode body(ObjectNode record) {
    return (ObjectNode) record.get("dynamodb");
  }

  private static ObjectNode image(ObjectNode record) {
    return (ObjectNode) body(record).get("OldImage");
  }

  private Change decode(ObjectNode record) {
    return decoder.decode(ChangeRecords.bytes(record));
  }

  @Test
  void aRemovalByTimeToLiveIsARowWithEveryCharacterOfThePayload() {
    assertThat(decode(removal()))
        .isEqualTo(new Expired(new ArchiveRow(EVENT, ITEM.position(), REMOVED)));
  }

  @Test
  void theRecordThatAwsDocumentsIsRead() {
    String documented =
        """
        {"awsRegion":"us-west-2","dynamodb":{"ApproximateCreationDateTime":1730000000123,
          "Keys":{"device_day":{"S":"d#2024-10-20"},"event_key":{"S":"k"}},
          "OldImage":{"event_id":{"S":"169A9A74-0c3f-4b0e-9c9c-1d2b0a6f0001"},"device_id":{"S":"d"},
            "event_type":{"S":"t"},"event_time":{"S":"2024-10-20T00:00:00.001Z"},
            "received_time":{"S":"2024-10-20T00:00:00.002Z"},"payload":{"S":"{}"},
            "source":{"S":"cloud_event"},"position":{"S":"p"},"expires_at":{"N":"1729900000"},
            "added_later":{"M":{"deep":{"L":[{"NULL":true},{"BOOL":false},{"B":"AAAA"}]}}}},
          "SizeBytes":512},
         "eventID":"a1b2","eventName":"REMOVE",
         "userIdentity":{"type":"Service","principalId":"dynamodb.amazonaws.com"},
         "recordFormat":"application/json","tableName":"sluice-events","eventSource":"aws:dynamodb"}
        """;

    Change change = decoder.decode(documented.getBytes(UTF_8));

    assertThat(change).isInstanceOf(Expired.class);
    ArchiveRow row = ((Expired) change).row();
    assertThat(row.expiredTime()).isEqualTo(Instant.ofEpochMilli(1_730_000_000_123L));
    assertThat(row.event().eventSubtype()).isNull();
    assertThat(row.partition().path()).isEqualTo("event_date=2024-10-20/event_type=t");
  }

  static Stream<Arguments> ignored() {
    return Stream.of(
        change("insert", r -> r.put("eventName", "INSERT"), Ignored.Kind.INSERTED),
        change("modification", r -> r.put("eventName", "MODIFY"), Ignored.Kind.MODIFIED),
        change("no user", r -> r.putNull("userIdentity"), Ignored.Kind.REMOVED_BY_HAND),
        change("absent user", r -> r.remove("userIdentity"), Ignored.Kind.REMOVED_BY_HAND),
        change(
            "other principal",
            r -> r.putObject("userIdentity").put("type", "Service").put("principalId", "me"),
            Ignored.Kind.REMOVED_BY_HAND),
        change(
            "no service",
            r ->
                r.putObject("userIdentity")
                    .put("type", "User")
                    .put("principalId", "dynamodb.amazonaws.com"),
            Ignored.Kind.REMOVED_BY_HAND),
        change(
            "modification of an odd item",
            r -> {
              r.put("eventName", "MODIFY");
              image(r).putArray("payload").addObject().put("S", "x");
            },
            Ignored.Kind.MODIFIED),
        change(
            "modification with an odd image",
            r -> {
              r.put("eventName", "MODIFY");
              body(r).put("OldImage", 5);
            },
            Ignored.Kind.MODIFIED));
  }

  private static Arguments change(String name, Consumer<ObjectNode> edit, Object expected) {
    return arguments(name, edit, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void ignored(String name, Consumer<ObjectNode> edit, Ignored.Kind kind) {
    ObjectNode record = removal();
    edit.accept(record);

    assertThat(decode(record)).isEqualTo(new Ignored(kind));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refusal(r -> r.put("tableName", "other"), Reason.FOREIGN_TABLE, "\"other\""),
        refusal(r -> r.remove("tableName"), Reason.MISSING_MEMBER, "\"tableName\""),
        refusal(r -> r.put("tableName", 5), Reason.MALFORMED_MEMBER, "a number"),
        refusal(r -> r.put("recordFormat", "avro"), Reason.UNKNOWN_FORMAT, "\"avro\""),
        refusal(r -> r.put("eventName", "EXPIRE"), Reason.MALFORMED_MEMBER, "INSERT, MODIFY"),
        refusal(r -> r.remove("eventName"), Reason.MISSING_MEMBER, "\"eventName\""),
        refusal(r -> r.put("dynamodb", true), Reason.MALFORMED_MEMBER, "a boolean"),
        refusal(r -> r.remove("dynamodb"), Reason.MISSING_MEMBER, "\"OldImage\""),
        refusal(r -> body(r).remove("OldImage"), Reason.MISSING_MEMBER, "\"OldImage\""),
        refusal(r -> body(r).put("OldImage", "x"), Reason.MALFORMED_MEMBER, "an object"),
        refusal(
            r -> body(r).remove("ApproximateCreationDateTime"),
            Reason.MISSING_MEMBER,
            "ApproximateCreationDateTime"),
        refusal(
            r -> body(r).put("ApproximateCreationDateTime", 1.5),
            Reason.MALFORMED_MEMBER,
            "\"1.5\""),
        refusal(
            r -> body(r).put("ApproximateCreationDateTime", Long.MAX_VALUE),
            Reason.MALFORMED_MEMBER,
            "between 1970 and 9999"),
        refusal(
            r -> body(r).put("ApproximateCreationDateTimePrecision", "NANOSECOND"),
            Reason.UNKNOWN_FORMAT,
            "\"NANOSECOND\""),
        refusal(
            r -> image(r).putObject("schema_version").put("N", "2"),
            Reason.UNKNOWN_SCHEMA,
            "\"2\""),
        refusal(attribute("event_id", "1-1-1-1-1"), Reason.MALFORMED_MEMBER, "a UUID"),
        refusal(attribute("device_id", ""), Reason.MALFORMED_MEMBER, "\"device_id\""),
        refusal(attribute("device_id", "a\u0000b"), Reason.MALFORMED_MEMBER, "control character"),
        refusal(attribute("event_type", "x".repeat(701)), Reason.MALFORMED_MEMBER, "700 bytes"),
        refusal(attribute("event_time", "2026-11-05"), Reason.MALFORMED_MEMBER, "\"2026-11-05\""),
        refusal(
            attribute("received_time", "2026-13-05T01:49:51.260Z"),
            Reason.MALFORMED_MEMBER,
            "such as 2024"),
        refusal(attribute("payload", "[1]"), Reason.MALFORMED_MEMBER, "JSON object"),
        refusal(attribute("payload", "{} {}"), Reason.MALFORMED_MEMBER, "JSON object"),
        refusal(attribute("payload", "{\"a\":NaN}"), Reason.MALFORMED_MEMBER, "JSON object"),
        refusal(attribute("source", "telex"), Reason.MALFORMED_MEMBER, "\"telex\""),
        refusal(attribute("position", ""), Reason.MALFORMED_MEMBER, "\"position\""),
        refusal(
            r -> image(r).putObject("payload").put("N", "5"),
            Reason.MALFORMED_MEMBER,
            "type \"N\""),
        refusal(
            r -> image(r).putObject("payload").put("S", 5), Reason.MALFORMED_MEMBER, "a number"),
        refusal(
            r -> image(r).putObject("payload").put("S", "{}").put("N", "5"),
            Reason.MALFORMED_MEMBER,
            "several types"),
        refusal(r -> image(r).put("payload", "{}"), Reason.MALFORMED_MEMBER, "no typed value"));
  }

  private static Consumer<ObjectNode> attribute(String name, String text) {
    return record -> image(record).putObject(name).put("S", text);
  }

  private static Arguments refusal(Consumer<ObjectNode> edit, Reason reason, String detail) {
    return arguments(reason + " " + detail, edit, reason, detail);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refused(String name, Consumer<ObjectNode> edit, Reason reason, String detail) {
    ObjectNode record = removal();
    edit.accept(record);

    assertRefused(decode(record), reason, detail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event_id",
        "device_id",
        "event_type",
        "event_time",
        "received_time",
        "payload",
        "source",
        "position"
      })
  void anImageThatLacksAnAttributeIsRefusedByItsName(String attribute) {
    ObjectNode record = removal();
    image(record).remove(attribute);

    assertRefused(decode(record), Reason.MISSING_MEMBER, "\"" + attribute + "\" of the old image");
  }

  @Test
  void bytesThatAreNoRecordAreRefused() {
    assertRefused(decoder.decode(new byte[0]), Reason.NOT_JSON, "nothing");
    assertRefused(decoder.decode("[1]".getBytes(UTF_8)), Reason.WRONG_ROOT, "an array");
    assertRefused(decoder.decode("{\"a\":".getBytes(UTF_8)), Reason.NOT_JSON, "syntax error");
    assertRefused(decoder.decode("{} {}".getBytes(UTF_8)), Reason.NOT_JSON, "more text");
    String half = new String(ChangeRecords.bytes(removal()), UTF_8).replace("Zürich", "\\ud800");
    assertRefused(decoder.decode(half.getBytes(UTF_8)), Reason.MALFORMED_MEMBER, "surrogate");
  }

  private static void assertRefused(Change change, Reason reason, String detail) {
    assertThat(change)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.detail()).contains(detail).hasSizeLessThan(300);
              assertThat(refused.reason()).isEqualTo(reason);
            });
  }

  @Test
  void microsecondsAndRecordsWithoutAPrecisionAreWholeMilliseconds() {
    ObjectNode micros = removal();
    body(micros)
        .put("ApproximateCreationDateTimePrecision", "MICROSECOND")
        .put("ApproximateCreationDateTime", REMOVED.toEpochMilli() * 1000 + 999);
    ObjectNode none = removal();
    body(none).remove("ApproximateCreationDateTimePrecision");

    assertThat(decode(micros)).isEqualTo(decode(removal()));
    assertThat(decode(none)).isEqualTo(decode(removal()));
  }

  @Test
  void aTypeThatOnlyAnUnvalidatedEventCanHaveIsARow() {
    ObjectNode record = removal();
    attribute("event_type", "a/b=c ü").accept(record);

    assertThat(((Expired) decode(record)).row().partition().path())
        .isEqualTo("event_date=2026-11-05/event_type=a%2Fb%3Dc ü");
  }

  @Test
  void everyMutilatedRecordHasAnAnswer() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] whole = ChangeRecords.bytes(removal());
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes =
          Arrays.copyOf(
              whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
      for (int edits = random.nextInt(4); edits >= 0 && bytes.length > 0; edits--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      refused += decoder.decode(bytes) instanceof Refused ? 1 : 0;
    }
    assertThat(refused).isBetween(10_000, 20_000);
  }
}
