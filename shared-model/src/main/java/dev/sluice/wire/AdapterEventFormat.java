package dev.sluice.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.Source;

/// `{"id", "event_type", "device_id", "processing_timestamp", "event_details": {…}}`
record AdapterEventFormat() implements WireFormat {

  @Override
  public boolean recognises(ObjectNode envelope) {
    return envelope.has("event_details")
        || envelope.has("processing_timestamp")
        || envelope.has("id") && envelope.has("event_type");
  }

  @Override
  public RawEvent decode(ObjectNode envelope, String partitionKey) throws UndecodableException {
    Members members = new Members(envelope);
    return new RawEvent(
        members.uuid("id"),
        members.text("device_id"),
        members.text("event_type"),
        members.textOrNull("event_subtype"),
        members.time("processing_timestamp"),
        members.objectOrEmpty("event_details"),
        Source.ADAPTER_EVENT);
  }
}
