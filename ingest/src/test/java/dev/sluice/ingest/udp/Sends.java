package dev.sluice.ingest.udp;

import dev.sluice.model.AcceptanceWindow;
import dev.sluice.preprocess.PreprocessStep;
import dev.sluice.preprocess.Preprocessor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.UUID;

/// What devices send in these tests.
final class Sends {
  static final Preprocessor JUDGE =
      new Preprocessor(EnumSet.allOf(PreprocessStep.class), AcceptanceWindow.DEFAULT);

  private Sends() {}

  static String adapterEvent(String device, Instant time, int number) {
    return """
    {"id":"%s","event_type":"temperature","device_id":"%s","processing_timestamp":"%s","event_details":{"number":%d}}\
    """
        .formatted(new UUID(7, number), device, time, number);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
