package dev.sluice.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.NameBasedUuid;
import dev.sluice.model.Rejection;
import dev.sluice.model.Source;
import dev.sluice.model.StrictUuid;

/// Structured-mode JSON of [CloudEvents 1.0](https://github.com/cloudevents/spec): `subject` is the
/// device. An `id` that is no UUID is unique together with `source`, so both name a UUID.
record CloudEventFormat() implements WireFormat {

  @Override
  public boolean recognises(ObjectNode envelope) {
    return envelope.has("specversion");
  }

  @Override
  public RawEvent decode(ObjectNode envelope, String partitionKey) throws UndecodableException {
    Members members = new Members(envelope);
    String version = members.text("specversion");
    if (!version.equals("1.0")) {
      throw Members.malformed("specversion", Rejection.quoted(version), "\"1.0\"");
    }
    if (envelope.has("data_base64")) {
      throw Members.malformed("data_base64", "present", "supported: send a JSON object as data");
    }
    String id = members.nonEmptyText("id");
    String source = members.nonEmptyText("source");
    return new RawEvent(
        StrictUuid.parse(id)
            .orElseGet(() -> NameBasedUuid.of(NameBasedUuid.URL, source + "\n" + id)),
        members.text("subject"),
        members.text("type"),
        null,
        members.time("time"),
        members.objectOrEmpty("data"),
        Source.CLOUD_EVENT);
  }
}
