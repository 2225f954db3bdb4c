package dev.sluice.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// Timestamps as CBOR carries them here: seconds since the epoch, with or without a fraction.
final class Times {
  private static final double MILLIS = 1_000;

  private Times() {}

  static Instant read(JsonNode node) {
    if (!node.isNumber()) {
      throw new InvalidParameter("timestamp " + node + " is not a number of epoch seconds");
    }
    return Instant.ofEpochMilli(Math.round(node.asDouble() * MILLIS));
  }
}
