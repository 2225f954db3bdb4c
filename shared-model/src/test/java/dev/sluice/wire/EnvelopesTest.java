package dev.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.NameBasedUuid;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Source;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void adapterEventIsReadMemberByMember() {
    RawEvent event = Records.event(Records.ADAPTER);

    assertThat(event.eventId()).isEqualTo(UUID.fromString("169a9a74-0c3f-4b0e-9c9c-1d2b0a6f0001"));
    assertThat(event.deviceId()).isEqualTo("154ef306-1111-4222-8333-444455556666");
    assertThat(event.eventType()).isEqualTo("network_connection");
    assertThat(event.eventSubtype()).isNull();
    assertThat(event.eventTime()).isEqualTo("2024-03-05T01:49:51.260080Z");
    assertThat(event.payload().toString())
        .isEqualTo(
            "{\"source_ip\":\"192.168.0.1\",\"destination_ip\":\"142.250.74.110\","
                + "\"destination_port\":23680}");
    assertThat(event.source()).isEqualTo(Source.ADAPTER_EVENT);
  }

  @Test
  void namedEventTakesItsDeviceFromThePartitionKeyAndTheRestAsPayload() {
    RawEvent event = Records.event(Records.NAMED);

    assertThat(event.deviceId()).isEqualTo("partition-key");
    assertThat(event.eventType()).isEqualTo("account:created");
    assertThat(event.eventTime()).isEqualTo("1710000000");
    assertThat(event.payload().toString()).isEqualTo("{\"plan\":\"free\",\"nested\":{\"v\":1.10}}");
    assertThat(event.source()).isEqualTo(Source.NAMED_EVENT);
  }

  @Test
  void namedEventPrefersItsOwnDevice() throws JsonProcessingException {
    RawEvent event = Records.event(with(Records.NAMED, "device_id", "\"d-1\""));

    assertThat(event.deviceId()).isEqualTo("d-1");
    assertThat(event.payload().has("device_id")).isFalse();
  }

  @Test
  void cloudEventIdThatIsNoUuidAlwaysBecomesTheSameUuid() throws JsonProcessingException {
    RawEvent event = Records.event(Records.CLOUD);

    assertThat(event.eventId())
        .isEqualTo(NameBasedUuid.of(NameBasedUuid.URL, "/plant/7\nA-17"))
        .isEqualTo(Records.event(Records.CLOUD).eventId())
        .isEqualTo(UUID.fromString("573ab766-dc38-5d32-84a1-05b312623b8c"));
    assertThat(event.eventId().version()).isEqualTo(5);
    assertThat(event.eventId())
        .isNotEqualTo(Records.event(with(Records.CLOUD, "source", "\"/plant/8\"")).eventId());
    assertThat(event.deviceId()).isEqualTo("device-9");
    assertThat(event.eventType()).isEqualTo("reading");
    assertThat(event.payload().toString()).isEqualTo("{\"celsius\":21.50}");
    assertThat(event.source()).isEqualTo(Source.CLOUD_EVENT);
  }

  @Test
  void cloudEventIdThatIsAUuidStaysAndDataIsOptional() throws JsonProcessingException {
    String uuid = "169A9A74-0C3F-4B0E-9C9C-1D2B0A6F0001";
    RawEvent event = Records.event(without(with(Records.CLOUD, "id", "\"" + uuid + "\""), "data"));

    assertThat(event.eventId()).hasToString(uuid.toLowerCase(java.util.Locale.ROOT));
    assertThat(event.payload()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ADAPTER,id",
    "ADAPTER,event_type",
    "ADAPTER,device_id",
    "ADAPTER,processing_timestamp",
    "NAMED,event_uuid",
    "NAMED,event_name",
    "NAMED,created_at",
    "CLOUD,specversion",
    "CLOUD,id",
    "CLOUD,type",
    "CLOUD,source",
    "CLOUD,subject",
    "CLOUD,time"
  })
  void requiredMemberIsNamedWhenItIsMissingNullOrOfAWrongType(String format, String member)
      throws JsonProcessingException {
    String record = record(format);
    if (!member.equals("specversion")) {
      assertRejected(without(record, member), RejectReason.MISSING_MEMBER, member);
    }
    assertRejected(with(record, member, "null"), RejectReason.MISSING_MEMBER, member);
    assertRejected(with(record, member, "[1]"), RejectReason.MALFORMED_MEMBER, member);
    assertRejected(with(record, member, "true"), RejectReason.MALFORMED_MEMBER, member);
  }

  @ParameterizedTest
  @CsvSource({
    "ADAPTER,event_details,1",
    "ADAPTER,event_details,'\"text\"'",
    "ADAPTER,event_subtype,1",
    "ADAPTER,id,'\"1-1-1-1-1\"'",
    "NAMED,device_id,7",
    "NAMED,event_uuid,'\"no-uuid\"'",
    "CLOUD,data,'[1]'",
    "CLOUD,data_base64,'\"AA==\"'",
    "CLOUD,specversion,'\"0.3\"'",
    "CLOUD,id,'\"\"'",
    "CLOUD,source,'\"\"'"
  })
  void memberThatCannotBeWhatItShouldIsNamed(String format, String member, String value)
      throws JsonProcessingException {
    assertRejected(with(record(format), member, value), RejectReason.MALFORMED_MEMBER, member);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\":\"x\"}", "{\"event_type\":\"x\",\"device_id\":\"d\"}"})
  void objectThatMeansToBeNoEnvelopeIsUnknown(String record) {
    assertThat(Records.story(record)).containsExactly("0 unknown_envelope");
  }

  private static void assertRejected(String record, RejectReason reason, String member) {
    DecodedLine line = Records.decode(record).getFirst();
    assertThat(line).isInstanceOf(DecodedLine.Undecodable.class);
    assertThat(((DecodedLine.Undecodable) line).rejection().reason()).isEqualTo(reason);
    assertThat(((DecodedLine.Undecodable) line).rejection().detail())
        .contains("\"" + member + "\"");
  }

  private static String record(String format) {
    return switch (format) {
      case "ADAPTER" -> Records.ADAPTER;
      case "NAMED" -> Records.NAMED;
      default -> Records.CLOUD;
    };
  }

  private static String with(String record, String member, String json)
      throws JsonProcessingException {
    ObjectNode object = (ObjectNode) MAPPER.readTree(record);
    object.set(member, MAPPER.readTree(json));
    return object.toString();
  }

  private static String without(String record, String member) throws JsonProcessingException {
    ObjectNode object = (ObjectNode) MAPPER.readTree(record);
    object.remove(member);
    return object.toString();
  }
}
