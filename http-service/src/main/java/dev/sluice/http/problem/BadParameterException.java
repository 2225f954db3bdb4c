package dev.sluice.http.problem;

import io.micronaut.http.HttpStatus;

/// A parameter that cannot be meant.
public final class BadParameterException extends ProblemException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 60;

  public BadParameterException(String parameter, String message) {
    super(HttpStatus.BAD_REQUEST, parameter, message);
  }

  /// `limit "0" is not a whole number`; the value cut short and without control characters.
  public static BadParameterException of(String parameter, String value, String accepted) {
    return new BadParameterException(
        parameter, parameter + " \"" + shown(value) + "\" is not " + accepted);
  }

  /// A value of the caller's, cut short and without control characters.
  public static String shown(String value) {
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
