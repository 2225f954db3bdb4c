package dev.sluice.deadletter;

import static dev.sluice.deadletter.Letters.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GlimpseTest {

  private static Glimpse glimpse(String text) {
    return Glimpse.of(bytes(text));
  }

  @Test
  void eachEnvelopeNamesDeviceIdAndTypeInItsOwnMembers() {
    Glimpse all = new Glimpse("d", "i", "t");
    assertThat(glimpse("{\"id\":\"i\",\"event_type\":\"t\",\"device_id\":\"d\"}")).isEqualTo(all);
    assertThat(glimpse("{\"event_uuid\":\"i\",\"event_name\":\"t\",\"device_id\":\"d\"}"))
        .isEqualTo(all);
    assertThat(glimpse("{\"specversion\":\"1.0\",\"id\":\"i\",\"type\":\"t\",\"subject\":\"d\"}"))
        .isEqualTo(all);
  }

  @Test
  void whatComesBeforeASyntaxErrorIsRead() {
    assertThat(glimpse("{\"device_id\":\"d\",\"id\":\"i\",oops"))
        .isEqualTo(new Glimpse("d", "i", null));
    assertThat(glimpse("{\"device_id\":\"d\"")).isEqualTo(new Glimpse("d", null, null));
  }

  @Test
  void membersOfInnerObjectsAreNotThoseOfTheEvent() {
    assertThat(glimpse("{\"x\":{\"device_id\":\"inner\"},\"device_id\":\"d\"}"))
        .isEqualTo(new Glimpse("d", null, null));
  }

  @Test
  void ofAMemberSentTwiceTheFirstCounts() {
    assertThat(glimpse("{\"device_id\":\"first\",\"device_id\":\"second\"}").deviceId())
        .isEqualTo("first");
  }

  @Test
  void whatIsNoTextOrTooLongForAKeyIsUnknown() {
    assertThat(glimpse("{\"device_id\":7,\"id\":null,\"event_type\":\"\"}"))
        .isEqualTo(Glimpse.NOTHING);
    assertThat(glimpse("{\"device_id\":\"" + "x".repeat(257) + "\"}")).isEqualTo(Glimpse.NOTHING);
  }

  @Test
  void severalObjectsSayNothingTogether() {
    assertThat(glimpse("{\"device_id\":\"a\"}\n{\"device_id\":\"b\"}")).isEqualTo(Glimpse.NOTHING);
  }

  @Test
  void noBytesWhateverMakeItFail() {
    long seed = new SplittableRandom().nextLong();
    System.out.println("GlimpseTest: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    byte[] good =
        bytes("{\"id\":\"i\",\"event_type\":\"t\",\"x\":[1,{\"y\":2e9}],\"device_id\":\"d\"}");
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThat(Glimpse.of(bytes)).isNotNull();
    }
    assertThat(Glimpse.of(new byte[0])).isEqualTo(Glimpse.NOTHING);
    assertThat(Glimpse.of("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Glimpse.NOTHING);
    assertThat(Glimpse.of("{\"x\":".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Glimpse.NOTHING);
  }
}
