package dev.sluice.ingest.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "255.255.255.255",
        "10.20.30.40",
        "::",
        "::1",
        "2001:db8::7",
        "2001:DB8:0:0:8:800:200C:417A",
        "::ffff:192.0.2.7",
        "64:ff9b::192.0.2.33",
        "1:2:3:4:5:6:7:8"
      })
  void literalsAreTaken(String text) {
    assertThat(IpAddress.isLiteral(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.4.",
        ".1.2.3.4",
        "01.2.3.4",
        "1.2.3.256",
        "1.2.3.-4",
        "1.2.3.4\n",
        "١.٢.٣.٤",
        "0x7f.0.0.1",
        "2130706433",
        "localhost",
        "example.com",
        ":",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "12345::",
        "fe80::1%eth0",
        "[::1]",
        "::ffff:1.2.3",
        "::ffff:01.2.3.4",
        "::1/128",
        "192.0.2.7:80"
      })
  void namesAndHalfAddressesAreNot(String text) {
    assertThat(IpAddress.isLiteral(text)).isFalse();
  }
}
