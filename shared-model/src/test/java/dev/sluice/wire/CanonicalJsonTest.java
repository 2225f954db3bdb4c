package dev.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  private static ObjectNode payload(String value) {
    return Records.event(Records.CLOUD.replace("21.50", value)).payload();
  }

  private static String canonical(String value) {
    return CanonicalJson.of(payload(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|1.0",
        "1|10e-1",
        "1|0.1E+1",
        "100|1e2",
        "0|-0",
        "0|-0.0",
        "0|0e1000000000",
        "-5|-50e-1",
        "100e2147483647|1000e2147483646",
        "{\"a\":1,\"b\":[true,null]}|{ \"b\" : [ true , null ] , \"a\" : 1.0 }",
        "\"\\u0041\\/\"|\"A/\""
      })
  void equalJsonReadsTheSame(String one, String other) {
    assertThat(canonical(one)).isEqualTo(canonical(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|10",
        "1|-1",
        "1|\"1\"",
        "[1,2]|[2,1]",
        "[]|{}",
        "null|\"null\"",
        "false|null",
        "[[]]|[]",
        "{\"a\":\"b,c\"}|{\"a\":\"b\",\"c\":1}",
        "12345678901234567890.123456789|12345678901234567890.123456788",
        "1e2147483646|1e2147483647"
      })
  void differentJsonReadsDifferently(String one, String other) {
    assertThat(canonical(one)).isNotEqualTo(canonical(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.10",
        "12345678901234567890.123456789",
        "1E+2",
        "1e2",
        "0.0000001",
        "-0",
        "-0.0",
        "1e400",
        "1e1000000000",
        "1e-1000000000",
        "100e2147483647"
      })
  void payloadTextKeepsNumbersAsTheyWereSent(String number) {
    assertThat(payload(number).toString()).isEqualTo("{\"celsius\":" + number + "}");
    assertThat(canonical(number)).hasSizeLessThan(100);
  }

  @Test
  void integerOfAThousandDigitsIsKept() {
    String number = "9".repeat(1_000);

    assertThat(payload(number).toString()).isEqualTo("{\"celsius\":" + number + "}");
    assertThat(canonical(number)).isEqualTo("{\"celsius\":" + number + "E0}");
  }
}
