package dev.sluice.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Turns the bytes of one record into its events: one JSON object, several as NDJSON, or a gzip of
/// either. Never throws for what a device sent; whatever is no event comes back with its reason.
public final class RecordDecoder {
  private static final List<WireFormat> FORMATS =
      List.of(new CloudEventFormat(), new NamedEventFormat(), new AdapterEventFormat());

  private final DecodeLimits limits;
  private final JsonReader json;
  private final Gunzip gunzip;

  public RecordDecoder(DecodeLimits limits) {
    this.limits = limits;
    this.json = new JsonReader(limits.depth());
    this.gunzip = new Gunzip(limits.inflatedBytes());
  }

  /// @return at least one line; an undecodable record is one undecodable line
  public List<DecodedLine> decode(byte[] record, String partitionKey) {
    if (record.length > limits.recordBytes()) {
      return List.of(
          undecodable(
              0,
              record,
              new Rejection(
                  RejectReason.RECORD_TOO_LARGE,
                  record.length + " bytes; at most " + limits.recordBytes() + " are taken")));
    }
    byte[] text;
    try {
      text = Gunzip.isGzip(record) ? gunzip.inflate(record) : record;
    } catch (UndecodableException e) {
      return List.of(undecodable(0, record, e.rejection()));
    }
    return decodeText(text, record, partitionKey);
  }

  /// NDJSON is tried only when the whole is no JSON: a pretty-printed object has many lines too.
  private List<DecodedLine> decodeText(byte[] text, byte[] record, String partitionKey) {
    DecodedLine whole = decodeLine(0, text, partitionKey);
    if (whole instanceof DecodedLine.Decoded) {
      return List.of(whole);
    }
    int count = Line.count(text);
    if (count < 2 || json.isJson(text)) {
      return List.of(whole);
    }
    if (count > limits.lines()) {
      String detail = count + " lines; at most " + limits.lines() + " are taken";
      return List.of(undecodable(0, record, new Rejection(RejectReason.TOO_MANY_LINES, detail)));
    }
    List<Line> lines = Line.split(text);
    if (lines.size() < 2) {
      return List.of(whole);
    }
    List<DecodedLine> decoded = new ArrayList<>(lines.size());
    for (Line line : lines) {
      byte[] bytes = Arrays.copyOfRange(text, line.from(), line.to());
      decoded.add(decodeLine(line.number(), bytes, partitionKey));
    }
    return decoded;
  }

  private DecodedLine decodeLine(int line, byte[] bytes, String partitionKey) {
    try {
      ObjectNode envelope = json.readObject(bytes);
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
    } catch (UndecodableException e) {
      return undecodable(line, bytes, e.rejection());
    }
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

  private static DecodedLine undecodable(int line, byte[] bytes, Rejection rejection) {
    return new DecodedLine.Undecodable(line, bytes, rejection, null);
  }
}
