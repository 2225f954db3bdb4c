package dev.sluice.ingest.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/// What a member of an element must be.
enum Check {
  /// May be empty: a kernel's own processes have no command line.
  COMMAND("a string of at most 131072 characters") {
    @Override
    boolean passes(JsonNode value) {
      return value.isTextual() && value.textValue().length() <= 131_072;
    }
  },
  USER("a string of 1 to 256 characters") {
    @Override
    boolean passes(JsonNode value) {
      return value.isTextual() && !value.textValue().isEmpty() && value.textValue().length() <= 256;
    }
  },
  IP_ADDRESS("an IPv4 or IPv6 address such as 192.0.2.7 or 2001:db8::7") {
    @Override
    boolean passes(JsonNode value) {
      return value.isTextual() && IpAddress.isLiteral(value.textValue());
    }
  },
  PORT("a whole number from 1 to 65535") {
    @Override
    boolean passes(JsonNode value) {
      // as written: 4.43e2 is no port, and 1e999999999 need not be computed
      String text = value.asText();
      return value.isNumber() && WHOLE.matcher(text).matches() && Integer.parseInt(text) <= 65_535;
    }
  };

  private static final Pattern WHOLE = Pattern.compile("[1-9]\\d{0,4}");

  private final String accepted;

  Check(String accepted) {
    this.accepted = accepted;
  }

  String accepted() {
    return accepted;
  }

  abstract boolean passes(JsonNode value);
}
