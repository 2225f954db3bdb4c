package dev.sluice.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import java.util.List;

/// Turns one JSON object into the event that its envelope holds.
record LineDecoder(JsonReader json) {
  private static final List<WireFormat> FORMATS =
      List.of(new CloudEventFormat(), new NamedEventFormat(), new AdapterEventFormat());

  DecodedLine decode(int line, byte[] bytes, String partitionKey) {
    try {
      return decode(line, bytes, json.readObject(bytes), partitionKey);
    } catch (UndecodableException e) {
      return undecodable(line, bytes, e.rejection());
    }
  }

  /// @param envelope what the bytes hold
  static DecodedLine decode(int line, byte[] bytes, ObjectNode envelope, String partitionKey) {
    for (WireFormat format : FORMATS) {
      if (format.recognises(envelope)) {
        return decodeEnvelope(format, new Members(envelope), line, bytes, partitionKey);
      }
    }
    return undecodable(
        line,
        bytes,
        new Rejection(
            RejectReason.UNKNOWN_ENVELOPE,
            "no adapter event (id, event_type, event_details), named event (event_uuid,"
                + " event_name) or CloudEvent (specversion)"));
  }

  private static DecodedLine decodeEnvelope(
      WireFormat format, Members members, int line, byte[] bytes, String partitionKey) {
    RawEvent event = format.decode(members, partitionKey);
    return members
        .refusal()
        .<DecodedLine>map(refusal ->
            new DecodedLine.Undecodable(
                line,
                bytes,
                refusal,
                new DecodedLine.Remains(event, members.missing(), members.wrong())))
        .orElseGet(() -> new DecodedLine.Decoded(line, bytes, event));
  }

  static DecodedLine undecodable(int line, byte[] bytes, Rejection rejection) {
    return new DecodedLine.Undecodable(line, bytes, rejection, null);
  }
}
