package dev.sluice.ingest.submission;

import dev.sluice.model.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/// The JSON text of a message's body, which may be in base64. JSON objects hold characters that
/// base64 does not, so either is told from the other for sure.
final class MessageText {
  private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n\\t ]+");

  private MessageText() {}

  /// @return as UTF-8
  /// @throws RefusedException for what begins like neither
  static byte[] of(String body) throws RefusedException {
    if (!isBase64(body)) {
      return plain(body);
    }
    try {
      String digits = LINE_ENDS.matcher(body).replaceAll("");
      return Base64.getDecoder().decode(digits);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          RejectReason.NOT_JSON, "neither a JSON object nor base64 of one: " + e.getMessage());
    }
  }

  static byte[] plain(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isBase64(String body) {
    boolean digits = false;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      boolean space = c == ' ' || c == '\r' || c == '\n' || c == '\t';
      if (!space && !isDigit(c)) {
        return false;
      }
      digits |= !space;
    }
    return digits;
  }

  private static boolean isDigit(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '=';
  }
}
