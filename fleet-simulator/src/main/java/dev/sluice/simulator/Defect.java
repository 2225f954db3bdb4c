package dev.sluice.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/// The ways in which a send is no event. Each spoils a good adapter event, or replaces it, so that
/// exactly one thing is wrong. Sizes exceed the default limits of Sluice: a megabyte a record,
/// eight after gunzip, 10,000 lines, 32 levels.
public enum Defect {
  NOT_UTF8(text -> spliced(text, "\"event_details\":{", "\"name\":\"\u00ff\",")) {
    /// ISO 8859-1: what a device with the wrong encoding sends.
    @Override
    byte[] encode(String text) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  },
  NOT_JSON(text -> text.substring(0, text.length() / 2)),
  NOT_A_NUMBER("not_json", text -> spliced(text, "\"event_details\":{", "\"ratio\":NaN,")),
  WRONG_ROOT(text -> "[" + text + "]"),
  DUPLICATE_MEMBER(text -> spliced(text, "{", "\"device_id\":\"another\",")),
  TOO_DEEP(text ->
      spliced(text, "\"event_details\":{", "\"a\":" + "[".repeat(40) + "]".repeat(40) + ",")),
  MISSING_MEMBER(text -> text.replace("\"device_id\":", "\"gadget\":")),
  MALFORMED_ID("malformed_member", text -> text.replace("{\"id\":\"", "{\"id\":\"no-uuid-")),
  MALFORMED_DEVICE(
      "malformed_member", text -> text.replace("\"device_id\":\"", "\"device_id\":\"two words ")),
  MALFORMED_TIME(
      "malformed_member",
      text -> text.replaceFirst("(\"processing_timestamp\":\")[^\"]*", "$1yesterday")),
  UNKNOWN_ENVELOPE(text -> "{\"greeting\":\"hello\"}"),
  MALFORMED_GZIP(text -> text) {
    @Override
    byte[] encode(String text) {
      byte[] gzip = gzip(text.getBytes(StandardCharsets.UTF_8), 1);
      return Arrays.copyOf(gzip, gzip.length / 2);
    }
  },
  /// A gzip bomb: a few kilobytes that unfold to nine megabytes.
  RECORD_TOO_LARGE(text -> text) {
    @Override
    byte[] encode(String text) {
      return Oversized.BOMB;
    }
  },
  TOO_MANY_LINES(text -> text) {
    @Override
    byte[] encode(String text) {
      return Oversized.LINES;
    }
  };

  /// Made once: deflating megabytes for each would set the pace of the fleet.
  private static final class Oversized {
    private static final byte[] BOMB = gzip(new byte[1 << 20], 9);
    private static final byte[] LINES = gzip("{}\n".getBytes(StandardCharsets.UTF_8), 10_001);
  }

  private final String rejectReason;
  private final UnaryOperator<String> spoil;

  Defect(UnaryOperator<String> spoil) {
    this.rejectReason = name().toLowerCase(Locale.ROOT);
    this.spoil = spoil;
  }

  Defect(String rejectReason, UnaryOperator<String> spoil) {
    this.rejectReason = rejectReason;
    this.spoil = spoil;
  }

  /// Sluice's reason, as metrics and dead letters spell it.
  public String rejectReason() {
    return rejectReason;
  }

  /// @param text a good adapter event; of the last three and of half texts and arrays, any object
  public byte[] spoiled(String text) {
    return encode(spoil.apply(text));
  }

  byte[] encode(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String spliced(String text, String after, String added) {
    int at = text.indexOf(after) + after.length();
    return text.substring(0, at) + added + text.substring(at);
  }

  private static byte[] gzip(byte[] block, int times) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < times; i++) {
        gzip.write(block);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    return bytes.toByteArray();
  }
}
