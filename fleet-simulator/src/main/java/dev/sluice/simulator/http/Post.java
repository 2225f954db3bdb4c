package dev.sluice.simulator.http;

import dev.sluice.simulator.OutgoingRecord;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// The records of one request: lines, or a single one that is compressed already.
record Post(List<OutgoingRecord> records, boolean gzip) {
  static final int MOST_RECORDS = 500;

  /// Ingest takes a megabyte.
  static final int MOST_BYTES = 900_000;

  /// As many of the records as fit, in order; at least one.
  static Post next(List<OutgoingRecord> records, int from) {
    if (!isLine(records.get(from))) {
      return new Post(records.subList(from, from + 1), isGzip(records.get(from).bytes()));
    }
    int to = from;
    int bytes = 0;
    while (to < records.size() && to - from < MOST_RECORDS && isLine(records.get(to))) {
      bytes += records.get(to).bytes().length + 1;
      if (bytes > MOST_BYTES && to > from) {
        break;
      }
      to++;
    }
    return new Post(records.subList(from, to), false);
  }

  Post half(int from, int to) {
    return new Post(records.subList(from, to), gzip);
  }

  byte[] body() {
    if (records.size() == 1) {
      return records.getFirst().bytes();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (OutgoingRecord record : records) {
      body.writeBytes(record.bytes());
      body.write('\n');
    }
    return body.toByteArray();
  }

  private static boolean isLine(OutgoingRecord record) {
    if (isGzip(record.bytes())) {
      return false;
    }
    for (byte b : record.bytes()) {
      if (b == '\n') {
        return false;
      }
    }
    return true;
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
  }
}
