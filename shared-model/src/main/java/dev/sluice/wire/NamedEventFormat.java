package dev.sluice.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.Source;
import dev.sluice.quality.Format;
import dev.sluice.quality.Member;
import java.util.List;

/// `{"event_uuid", "event_name": "account:created", "created_at", …}`; all other members are the
/// payload, and the device is `device_id` or else the partition key.
record NamedEventFormat() implements WireFormat {
  private static final List<String> ENVELOPE =
      List.of("event_uuid", "event_name", "created_at", "device_id");

  @Override
  public boolean recognises(ObjectNode envelope) {
    return envelope.has("event_uuid") || envelope.has("event_name");
  }

  @Override
  public RawEvent decode(Members members, String partitionKey) {
    String device = members.textOrNull(Format.DEVICE_ID, "device_id");
    return new RawEvent(
        members.uuid("event_uuid"),
        device == null ? partitionKey : device,
        members.text(Member.EVENT_TYPE, Format.EVENT_TYPE, "event_name"),
        null,
        members.time("created_at"),
        members.allBut(ENVELOPE),
        Source.NAMED_EVENT);
  }
}
