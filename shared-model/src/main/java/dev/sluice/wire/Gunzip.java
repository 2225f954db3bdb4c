package dev.sluice.wire;

import dev.sluice.model.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// Inflates gzip, of one member or several, up to a bound, so that a small record cannot fill the
/// heap. Bytes behind the last member are a refusal: `GZIPInputStream` alone would drop them
/// silently.
record Gunzip(int maxBytes) {
  private static final int TRAILER_BYTES = 8;

  static boolean isGzip(byte[] bytes) {
    return bytes.length >= 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
  }

  byte[] inflate(byte[] gzip) throws UndecodableException {
    try (Members in = new Members(gzip)) {
      byte[] text = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        throw new UndecodableException(
            RejectReason.RECORD_TOO_LARGE, "more than " + maxBytes + " bytes after gunzip");
      }
      if (in.unread() > 0) {
        throw malformed(in.unread() + " bytes follow the last member");
      }
      return text;
    } catch (IOException e) {
      throw malformed(e.getMessage() == null ? "it ends early" : e.getMessage());
    }
  }

  private static UndecodableException malformed(String what) {
    return new UndecodableException(
        RejectReason.MALFORMED_GZIP, "starts like gzip, but " + what + "; RFC 1952 is taken");
  }

  private static final class Members extends GZIPInputStream {
    /// The buffer takes all of the input, so that nothing unread hides elsewhere.
    Members(byte[] gzip) throws IOException {
      super(new ByteArrayInputStream(gzip), Math.max(1, gzip.length));
    }

    int unread() {
      return inf.getRemaining() - TRAILER_BYTES;
    }
  }
}
