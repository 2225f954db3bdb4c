package dev.sluice.wire;

import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Turns the bytes of one record into its events: one JSON object, several as NDJSON, or a gzip of
/// either. Never throws for what a device sent; whatever is no event comes back with its reason.
public final class RecordDecoder {
  private final DecodeLimits limits;
  private final JsonReader json;
  private final LineDecoder lines;
  private final Gunzip gunzip;

  public RecordDecoder(DecodeLimits limits) {
    this.limits = limits;
    this.json = new JsonReader(limits.depth());
    this.lines = new LineDecoder(json);
    this.gunzip = new Gunzip(limits.inflatedBytes());
  }

  /// @return at least one line; an undecodable record is one undecodable line
  public List<DecodedLine> decode(byte[] record, String partitionKey) {
    if (record.length > limits.recordBytes()) {
      return List.of(
          LineDecoder.undecodable(
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
      return List.of(LineDecoder.undecodable(0, record, e.rejection()));
    }
    return decodeText(text, record, partitionKey);
  }

  /// NDJSON is tried only when the whole is no JSON: a pretty-printed object has many lines too.
  private List<DecodedLine> decodeText(byte[] text, byte[] record, String partitionKey) {
    DecodedLine whole = lines.decode(0, text, partitionKey);
    if (whole instanceof DecodedLine.Decoded) {
      return List.of(whole);
    }
    int count = Line.count(text);
    if (count < 2 || json.isJson(text)) {
      return List.of(whole);
    }
    if (count > limits.lines()) {
      String detail = count + " lines; at most " + limits.lines() + " are taken";
      return List.of(
          LineDecoder.undecodable(0, record, new Rejection(RejectReason.TOO_MANY_LINES, detail)));
    }
    List<Line> stretches = Line.split(text);
    if (stretches.size() < 2) {
      return List.of(whole);
    }
    List<DecodedLine> decoded = new ArrayList<>(stretches.size());
    for (Line line : stretches) {
      byte[] bytes = Arrays.copyOfRange(text, line.from(), line.to());
      decoded.add(lines.decode(line.number(), bytes, partitionKey));
    }
    return decoded;
  }
}
