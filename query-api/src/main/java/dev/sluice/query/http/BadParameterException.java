package dev.sluice.query.http;

/// A parameter that cannot be meant.
final class BadParameterException extends RuntimeException {
  private static final int SHOWN = 60;

  private final String parameter;

  BadParameterException(String parameter, String message) {
    super(message);
    this.parameter = parameter;
  }

  /// `limit "0" is not a whole number`; the value cut short and without control characters.
  static BadParameterException of(String parameter, String value, String accepted) {
    return new BadParameterException(
        parameter, parameter + " \"" + shown(value) + "\" is not " + accepted);
  }

  String parameter() {
    return parameter;
  }

  static String shown(String value) {
    StringBuilder out = new StringBuilder();
    value
        .codePoints()
        .limit(SHOWN)
        .forEach(c -> {
          boolean printable = Character.isLetterOrDigit(c) || (c >= ' ' && c < 0x7f);
          out.appendCodePoint(printable ? c : '\uFFFD');
        });
    return value.length() > SHOWN ? out + "…" : out.toString();
  }
}
