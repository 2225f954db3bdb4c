package dev.sluice.local.kinesis.action;

import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.StreamMode;
import dev.sluice.local.kinesis.wire.Parameters;

/// Reads `StreamModeDetails`; provisioned where it is absent.
final class StreamModes {

  private StreamModes() {}

  static StreamMode in(Parameters parameters) {
    return parameters
        .object("StreamModeDetails")
        .map(details -> parse(details.requiredString("StreamMode")))
        .orElse(StreamMode.PROVISIONED);
  }

  private static StreamMode parse(String text) {
    for (StreamMode mode : StreamMode.values()) {
      if (mode.name().equals(text)) {
        return mode;
      }
    }
    throw ErrorType.VALIDATION.because(
        "StreamMode '" + text + "' is neither PROVISIONED nor ON_DEMAND");
  }
}
