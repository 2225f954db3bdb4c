package dev.sluice.wire;

import dev.sluice.model.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// Inflates gzip up to a bound, so that a small record cannot fill the heap.
record Gunzip(int maxBytes) {

  static boolean isGzip(byte[] bytes) {
    return bytes.length >= 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
  }

  byte[] inflate(byte[] gzip) throws UndecodableException {
    byte[] text;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      text = in.readNBytes(maxBytes + 1);
    } catch (IOException e) {
      throw new UndecodableException(
          RejectReason.MALFORMED_GZIP, "gzip header, but " + e.getMessage());
    }
    if (text.length > maxBytes) {
      throw new UndecodableException(
          RejectReason.RECORD_TOO_LARGE, "more than " + maxBytes + " bytes after gunzip");
    }
    return text;
  }
}
