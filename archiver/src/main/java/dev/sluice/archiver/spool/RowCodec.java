package dev.sluice.archiver.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The spooled form of a row: what it sorts by comes first and compares as unsigned bytes. The
/// event type is left to the partition.
///
/// `device 0 time(8) id(16) received(8) expired(8) source(1) subtype(4+n) position(4+n) payload`
record RowCodec(String eventType) {
  /// No device id has it, and it sorts before all that one has.
  static final byte END_OF_DEVICE = 0;

  private static final int FIXED = 1 + 8 + 16 + 8 + 8 + 1 + 4 + 4;
  private static final byte[] NONE = new byte[0];
  private static final Source[] SOURCES = Source.values();

  /// The bytes of a row's texts, made once to know their lengths.
  private record Texts(byte[] device, byte @Nullable [] subtype, byte[] position, byte[] payload) {
    static Texts of(ArchiveRow row) {
      Event event = row.event();
      String subtype = event.eventSubtype();
      return new Texts(
          event.deviceId().getBytes(UTF_8),
          subtype == null ? null : subtype.getBytes(UTF_8),
          row.position().getBytes(UTF_8),
          event.payload().getBytes(UTF_8));
    }

    int length() {
      return FIXED
          + device.length
          + (subtype == null ? 0 : subtype.length)
          + position.length
          + payload.length;
    }
  }

  /// Appends the row behind its length.
  void write(ArchiveRow row, RowBuffer buffer) {
    Texts texts = Texts.of(row);
    ByteBuffer out = buffer.next(texts.length());
    Event event = row.event();
    out.put(texts.device()).put(END_OF_DEVICE);
    out.putLong(event.eventTime().toEpochMilli() ^ Long.MIN_VALUE);
    out.putLong(event.eventId().getMostSignificantBits());
    out.putLong(event.eventId().getLeastSignificantBits());
    out.putLong(event.receivedTime().toEpochMilli());
    out.putLong(row.expiredTime().toEpochMilli());
    out.put((byte) event.source().ordinal());
    byte[] subtype = texts.subtype();
    out.putInt(subtype == null ? -1 : subtype.length).put(subtype == null ? NONE : subtype);
    out.putInt(texts.position().length).put(texts.position());
    out.put(texts.payload());
  }

  ArchiveRow read(RowBytes row) {
    byte[] bytes = row.bytes();
    ByteBuffer in = ByteBuffer.wrap(bytes, row.from(), row.length());
    int deviceEnd = row.from();
    while (bytes[deviceEnd] != END_OF_DEVICE) {
      deviceEnd++;
    }
    String device = text(in, deviceEnd - row.from());
    in.get();
    Instant eventTime = Instant.ofEpochMilli(in.getLong() ^ Long.MIN_VALUE);
    UUID id = new UUID(in.getLong(), in.getLong());
    Instant received = Instant.ofEpochMilli(in.getLong());
    Instant expired = Instant.ofEpochMilli(in.getLong());
    Source source = SOURCES[in.get()];
    int subtypeLength = in.getInt();
    String subtype = subtypeLength < 0 ? null : text(in, subtypeLength);
    String position = text(in, in.getInt());
    String payload = text(in, in.remaining());
    return new ArchiveRow(
        new Event(id, device, eventType, subtype, eventTime, received, payload, source),
        position,
        expired);
  }

  private static String text(ByteBuffer in, int length) {
    String text = new String(in.array(), in.position(), length, UTF_8);
    in.position(in.position() + length);
    return text;
  }
}
