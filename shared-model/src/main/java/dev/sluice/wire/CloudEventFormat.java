package dev.sluice.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.NameBasedUuid;
import dev.sluice.model.Source;
import dev.sluice.model.StrictUuid;
import dev.sluice.quality.Format;
import dev.sluice.quality.Member;

/// Structured-mode JSON of [CloudEvents 1.0](https://github.com/cloudevents/spec): `subject` is the
/// device. An `id` that is no UUID is unique together with `source`, so both name a UUID.
record CloudEventFormat() implements WireFormat {

  @Override
  public boolean recognises(ObjectNode envelope) {
    return envelope.has("specversion");
  }

  @Override
  public RawEvent decode(Members members, String partitionKey) {
    members.version("specversion", "1.0");
    if (members.has("data_base64")) {
      members.malformed(
          Format.PAYLOAD, "data_base64", "present", "supported: send a JSON object as data");
    }
    String id = members.nonEmptyText(Member.EVENT_ID, Format.EVENT_ID, "id");
    String source = members.nonEmptyText(Member.EVENT_ID, Format.EVENT_ID, "source");
    return new RawEvent(
        StrictUuid.parse(id)
            .orElseGet(() -> NameBasedUuid.of(NameBasedUuid.URL, source + "\n" + id)),
        members.text(Member.DEVICE_ID, Format.DEVICE_ID, "subject"),
        members.text(Member.EVENT_TYPE, Format.EVENT_TYPE, "type"),
        null,
        members.time("time"),
        members.objectOrEmpty("data"),
        Source.CLOUD_EVENT);
  }
}
