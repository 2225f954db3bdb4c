package dev.sluice.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDecoderTest {
  private static final String GOOD = Records.NAMED;
  private static final String PRETTY = GOOD.replace(",", ",\r\n  ").replace("{", "{\n");

  /// Lines that are no event, as bytes that pass through ISO-8859-1, and their reasons.
  static Stream<Arguments> badLines() {
    return Stream.of(
        Arguments.of("{\"a\":\"\u00ff\"}", "not_utf8"),
        Arguments.of("{\"a\":\"\\ud800\"}", "not_utf8"),
        Arguments.of("{\"\\udc00\":1}", "not_utf8"),
        Arguments.of("{\"a\":", "not_json"),
        Arguments.of("}{", "not_json"),
        Arguments.of("\"open", "not_json"),
        Arguments.of("{\"a\":NaN}", "not_json"),
        Arguments.of("{\"a\":-Infinity}", "not_json"),
        Arguments.of("{\"a\":01}", "not_json"),
        Arguments.of("{'a':1}", "not_json"),
        Arguments.of("{\"a\":1,}", "not_json"),
        Arguments.of("{\"a\":1} {\"b\":2}", "not_json"),
        Arguments.of("\u00ef\u00bb\u00bf{\"a\":1}", "not_json"),
        Arguments.of("[1]", "wrong_root"),
        Arguments.of("7", "wrong_root"),
        Arguments.of("\"text\"", "wrong_root"),
        Arguments.of("null", "wrong_root"),
        Arguments.of("{\"a\":1,\"a\":1}", "duplicate_member"),
        Arguments.of("{\"a\":[{\"b\":{\"c\":1,\"\\u0063\":null}}]}", "duplicate_member"),
        Arguments.of(nested(33), "too_deep"),
        Arguments.of(nested(1_500), "too_deep"),
        Arguments.of(nested(50_000), "too_deep"),
        Arguments.of("{\"a\":1e99999999999}", "malformed_member"),
        Arguments.of("{\"a\":" + "9".repeat(1_001) + "}", "malformed_member"),
        Arguments.of("{\"id\":\"x\",\"event_type\":\"t\"}", "malformed_member"),
        Arguments.of("{\"event_name\":\"x\"}", "missing_member"),
        Arguments.of("{}", "unknown_envelope"));
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void badRecordIsOneRefusal(String bad, String reason) {
    assertThat(Records.story(Records.decode(bad.getBytes(ISO_8859_1))))
        .containsExactly("0 " + reason);
  }

  @ParameterizedTest
  @MethodSource("badLines")
  void badLineIsRefusedAloneWhereverItStands(String bad, String reason) {
    assertThat(story(bad, GOOD, GOOD)).containsExactly("0 " + reason, "1 decoded", "2 decoded");
    assertThat(story(GOOD, bad, GOOD)).containsExactly("0 decoded", "1 " + reason, "2 decoded");
    assertThat(story(GOOD, GOOD, bad)).containsExactly("0 decoded", "1 decoded", "2 " + reason);
  }

  private static List<String> story(String... lines) {
    return Records.story(Records.decode(String.join("\n", lines).getBytes(ISO_8859_1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n\r\n"})
  void eachEnvelopeDecodesWithWhateverEndsIt(String end) {
    for (String record : List.of(Records.ADAPTER, Records.NAMED, Records.CLOUD, PRETTY)) {
      assertThat(Records.story(end + record + end)).containsExactly("0 decoded");
      assertThat(Records.decode(end + record + end).getFirst().bytes())
          .asString(UTF_8)
          .isEqualTo(end + record + end);
    }
  }

  @Test
  void blankLinesAreSkippedAndStillCounted() {
    List<DecodedLine> lines =
        Records.decode("\r\n" + GOOD + "\r\n \t\r\n\n" + Records.CLOUD + "\r\n");

    assertThat(Records.story(lines)).containsExactly("1 decoded", "4 decoded");
    assertThat(lines.getFirst().bytes()).asString(UTF_8).isEqualTo(GOOD + "\r");
  }

  @Test
  void prettyPrintedObjectThatIsRefusedIsOneRefusal() {
    String duplicate = PRETTY.replace("\"plan\"", "\"event_name\"");
    String noUtf8 = PRETTY.replace("free", "fr\u00e9");

    assertThat(Records.story(duplicate)).containsExactly("0 duplicate_member");
    assertThat(Records.story(Records.decode(noUtf8.getBytes(ISO_8859_1))))
        .containsExactly("0 not_utf8");
    assertThat(Records.story("[\n1,\n2]")).containsExactly("0 wrong_root");
    assertThat(Records.story(nested(40).replace("{", "{\n"))).containsExactly("0 too_deep");
  }

  @Test
  void depthOfThirtyTwoIsTheLast() {
    String inner = "[".repeat(30) + "]".repeat(30);
    String record = GOOD.replace("1.10", inner);

    assertThat(Records.story(record)).containsExactly("0 decoded");
    assertThat(Records.story(record.replace("[]", "[[]]"))).containsExactly("0 too_deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "\t\r\n"})
  void recordOfNothingIsOneRefusal(String record) {
    assertThat(Records.story(record)).containsExactly("0 not_json");
  }

  @Test
  void otherEncodingsAreRefused() {
    assertThat(Records.story(Records.decode(GOOD.getBytes(UTF_16)))).containsExactly("0 not_utf8");
    assertThat(Records.story(Records.decode(GOOD.getBytes(UTF_16LE))))
        .containsExactly("0 not_json");
    assertThat(((DecodedLine.Undecodable) Records.decode("\uFEFF" + GOOD).getFirst()).rejection())
        .hasToString(
            "Rejection[reason=NOT_JSON, detail=starts with a byte order mark; UTF-8 without one"
                + " is taken]");
  }

  @Test
  void gzipOfOneOfSeveralAndInSeveralMembersDecodes() {
    byte[] one = GOOD.getBytes(UTF_8);
    byte[] lines = (GOOD + "\nbad\n" + Records.CLOUD).getBytes(UTF_8);
    byte[] members =
        Records.joined(Records.gzip(one), Records.gzip(new byte[] {'\n'}), Records.gzip(one));

    assertThat(Records.story(Records.decode(Records.gzip(one)))).containsExactly("0 decoded");
    assertThat(Records.story(Records.decode(Records.gzip(lines))))
        .containsExactly("0 decoded", "1 not_json", "2 decoded");
    assertThat(Records.story(Records.decode(members))).containsExactly("0 decoded", "1 decoded");
  }

  @Test
  void gzipThatIsCutDamagedOrFollowedByMoreIsRefusedWithItsOwnBytes() {
    byte[] whole = Records.gzip(GOOD.getBytes(UTF_8));
    for (int length = 2; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThat(Records.story(Records.decode(cut))).containsExactly("0 malformed_gzip");
      assertThat(Records.decode(cut).getFirst().bytes()).isEqualTo(cut);
    }
    for (int garbage : new int[] {1, 17, 18, 40, 1_000}) {
      byte[] longer = Records.joined(whole, "x".repeat(garbage).getBytes(UTF_8));
      assertThat(Records.story(Records.decode(longer))).containsExactly("0 malformed_gzip");
    }
    byte[] damaged = whole.clone();
    damaged[whole.length - 6] ^= 1;
    assertThat(Records.story(Records.decode(damaged))).containsExactly("0 malformed_gzip");
  }

  @Test
  void gzipBombIsRefusedWithinItsBound() {
    byte[] bomb = Records.gzip(new byte[10_000_000]);
    RecordDecoder small = new RecordDecoder(new DecodeLimits(1 << 20, 1 << 16, 100, 32));

    assertThat(Records.story(Records.decode(bomb))).containsExactly("0 record_too_large");
    long before = allocated();
    List<DecodedLine> lines = small.decode(bomb, "p");
    assertThat(allocated() - before).isLessThan(1 << 20);
    assertThat(Records.story(lines)).containsExactly("0 record_too_large");
    assertThat(lines.getFirst().bytes()).isSameAs(bomb);
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean)
            java.lang.management.ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  @Test
  void limitsAreInclusive() {
    byte[] good = GOOD.getBytes(UTF_8);
    byte[] two = (GOOD + "\n" + GOOD).getBytes(UTF_8);

    assertThat(story(new DecodeLimits(good.length, 1, 1, 32), good)).containsExactly("0 decoded");
    assertThat(story(new DecodeLimits(good.length - 1, 1, 1, 32), good))
        .containsExactly("0 record_too_large");
    assertThat(story(new DecodeLimits(9_999, good.length, 1, 32), Records.gzip(good)))
        .containsExactly("0 decoded");
    assertThat(story(new DecodeLimits(9_999, good.length - 1, 1, 32), Records.gzip(good)))
        .containsExactly("0 record_too_large");
    assertThat(story(new DecodeLimits(9_999, 1, 2, 32), two))
        .containsExactly("0 decoded", "1 decoded");
    assertThat(story(new DecodeLimits(9_999, 1, 1, 32), two)).containsExactly("0 too_many_lines");
    byte[] blanks = (GOOD + "\n".repeat(5) + GOOD).getBytes(UTF_8);
    assertThat(story(new DecodeLimits(9_999, 1, 5, 32), blanks))
        .containsExactly("0 too_many_lines");
  }

  private static List<String> story(DecodeLimits limits, byte[] record) {
    return Records.story(new RecordDecoder(limits).decode(record, "p"));
  }

  @ParameterizedTest
  @CsvSource({"0,1,1,1", "1,0,1,1", "1,1,0,1", "1,1,1,0", "1,1,1000001,1"})
  void limitsThatCannotBeAreRefused(int record, int inflated, int lines, int depth) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DecodeLimits(record, inflated, lines, depth))
        .withMessageContaining("is not at");
  }
}
