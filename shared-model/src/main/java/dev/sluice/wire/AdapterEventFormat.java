package dev.sluice.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.Source;
import dev.sluice.quality.Format;
import dev.sluice.quality.Member;

/// `{"id", "event_type", "device_id", "processing_timestamp", "event_details": {…}}`
record AdapterEventFormat() implements WireFormat {

  @Override
  public boolean recognises(ObjectNode envelope) {
    return envelope.has("event_details")
        || envelope.has("processing_timestamp")
        || envelope.has("id") && envelope.has("event_type");
  }

  @Override
  public RawEvent decode(Members members, String partitionKey) {
    return new RawEvent(
        members.uuid("id"),
        members.text(Member.DEVICE_ID, Format.DEVICE_ID, "device_id"),
        members.text(Member.EVENT_TYPE, Format.EVENT_TYPE, "event_type"),
        members.textOrNull(Format.EVENT_TYPE, "event_subtype"),
        members.time("processing_timestamp"),
        members.objectOrEmpty("event_details"),
        Source.ADAPTER_EVENT);
  }
}
