package dev.sluice.http.trace;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in a trace, as [W3C Trace Context](https://www.w3.org/TR/trace-context/) has it.
///
/// @param traceId 32 lower-case hexadecimal digits, not all zero
/// @param spanId 16 of them
/// @param flags 2 of them; the last bit says that the trace is kept
record TraceParent(String traceId, String spanId, String flags) {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final int LONGEST = 256;
  private static final String VERSION = "00";
  private static final String NOT_SAMPLED = "00";
  private static final String NO_TRACE = "0".repeat(32);
  private static final String NO_SPAN = "0".repeat(16);

  /// Empty for what is no traceparent: the trace then begins here. Versions to come may carry more
  /// at the end; `ff` is none.
  static Optional<TraceParent> parse(String header) {
    Matcher matcher = FORM.matcher(header);
    if (header.length() > LONGEST || !matcher.matches()) {
      return Optional.empty();
    }
    String version = matcher.group(1);
    boolean more = matcher.group(5) != null;
    if (version.equals("ff") || (version.equals(VERSION) && more)) {
      return Optional.empty();
    }
    TraceParent parent = new TraceParent(matcher.group(2), matcher.group(3), matcher.group(4));
    return parent.traceId.equals(NO_TRACE) || parent.spanId.equals(NO_SPAN)
        ? Optional.empty()
        : Optional.of(parent);
  }

  static TraceParent begin(RandomGenerator random) {
    return new TraceParent(hex(random) + hex(random), hex(random), NOT_SAMPLED);
  }

  /// Our own place in the same trace.
  TraceParent child(RandomGenerator random) {
    return new TraceParent(traceId, hex(random), flags);
  }

  String header() {
    return VERSION + "-" + traceId + "-" + spanId + "-" + flags;
  }

  /// 16 digits, never all zero.
  static String hex(RandomGenerator random) {
    long bits = random.nextLong();
    return java.util.HexFormat.of().toHexDigits(bits == 0 ? 1 : bits);
  }
}
