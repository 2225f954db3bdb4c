package dev.sluice.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDecoderTest {
  private static final String DEVICE = Records.NAMED.replace("{\"ev", "{\"device_id\":\"d\",\"ev");

  /// Elements of an array: each is JSON, if not an event.
  private static final List<String> ELEMENTS =
      List.of(
          Records.ADAPTER,
          DEVICE,
          Records.CLOUD,
          DEVICE.replace("free", "größer 😀 \\u00e4 \\\" ]}, [{"),
          DEVICE.replace("{", "{\n  ").replace(",", " ,\r\n\t"),
          "{}",
          "{\"a\":[[[]],{\"b\":{}}]}",
          "{\"a\":1,\"a\":{\"b\":[1,2]},\"c\":[{\"d\":1}]}",
          "{\"x\":{\"a\":{\"\\udc00\":1},\"b\":[{}]}}",
          "{\"a\":\"\\ud800\",\"b\":{\"c\":2}}",
          "{\"a\":" + "9".repeat(1_001) + ",\"b\":[]}",
          "{\"a\":".repeat(40) + "[1]" + "}".repeat(40),
          "[" + DEVICE + "]",
          "[]",
          "7",
          "-1.5e3",
          "null",
          "true",
          "\"text, ] }\"",
          "\"\\udfff\"");

  private final BodyDecoder decoder = new BodyDecoder(100, 32);

  private List<String> story(String body) {
    return story(decoder.json(body.getBytes(UTF_8)));
  }

  private static List<String> story(DecodedBody body) {
    return switch (body) {
      case DecodedBody.Events(List<DecodedLine> events) -> Records.story(events);
      case DecodedBody.Refused refused -> List.of("refused " + refused.rejection().reason().text());
    };
  }

  @Test
  void anObjectIsOneEventWhateverIsWrongWithIt() {
    assertThat(story(Records.CLOUD)).containsExactly("0 decoded");
    assertThat(story("{\"event_name\":1}")).containsExactly("0 missing_member");
    assertThat(story("nonsense")).containsExactly("0 not_json");
    assertThat(story("7")).containsExactly("0 wrong_root");
    assertThat(story("")).containsExactly("0 not_json");
    assertThat(story(Records.CLOUD + "\n" + Records.CLOUD)).containsExactly("0 not_json");
  }

  @Test
  void anArrayHoldsEventsOfAnyEnvelope() {
    assertThat(story(" \r\n\t[" + Records.ADAPTER + "," + DEVICE + "," + Records.CLOUD + "] \n"))
        .containsExactly("0 decoded", "1 decoded", "2 decoded");
    assertThat(story("[ ]")).isEmpty();
  }

  @Test
  void eachElementIsJudgedAsIfItCameAloneAndKeepsItsBytes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      List<String> elements = new ArrayList<>(ELEMENTS);
      Collections.shuffle(elements, random);
      elements = elements.subList(0, random.nextInt(elements.size()));
      String between = List.of(",", " , ", "\n,\t").get(random.nextInt(3));
      byte[] body = ("[" + String.join(between, elements) + "]").getBytes(UTF_8);

      assertThat(decoder.json(body)).as("seed %d", seed).isInstanceOf(DecodedBody.Events.class);
      List<DecodedLine> events = ((DecodedBody.Events) decoder.json(body)).events();
      assertThat(events).hasSameSizeAs(elements);
      for (int e = 0; e < elements.size(); e++) {
        byte[] alone = elements.get(e).getBytes(UTF_8);
        assertThat(new String(events.get(e).bytes(), UTF_8)).isEqualTo(elements.get(e));
        assertThat(reason(events.get(e))).isEqualTo(reason(decoder.event(alone)));
        assertThat(events.get(e).line()).isEqualTo(e);
      }
    }
  }

  private static String reason(DecodedLine line) {
    return Records.story(List.of(line)).getFirst().split(" ")[1];
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[{\"a\":1}",
        "[{\"a\":1}]]",
        "[{\"a\":1}] 7",
        "[{\"a\":1},]",
        "[{\"a\":1} {\"b\":1}]",
        "[{'a':1}]",
        "[{\"a\":1,\"a\":2]",
        "[\"\\ud800\"",
        "[NaN]"
      })
  void anArrayThatIsNoJsonIsRefusedAsAWhole(String body) {
    assertThat(story(body)).containsExactly("refused not_json");
  }

  @Test
  void nestingBeyondAllReasonIsRefusedWithoutMuchAdo() {
    assertThat(story("[{\"a\":" + "[".repeat(400_000))).containsExactly("refused not_json");
  }

  @ParameterizedTest
  @CsvSource({"[\"\u00ff\"], not_utf8", "[\u00ed\u00a0\u0080], not_utf8", "[\u0000], not_json"})
  void anArrayThatIsNoUtf8TextIsRefusedAsAWhole(String body, String reason) {
    assertThat(story(decoder.json(body.getBytes(ISO_8859_1)))).containsExactly("refused " + reason);
  }

  @Test
  void otherFormsOfUnicodeAreNotGuessed() {
    assertThat(story(decoder.json(("[" + DEVICE + "]").getBytes(UTF_16BE))))
        .containsExactly("0 not_json");
    assertThat(story(decoder.json("[\u0000\u0000\u0000".getBytes(ISO_8859_1))))
        .containsExactly("refused not_json");
  }

  @Test
  void moreEventsThanAreTakenAreRefusedTogether() {
    BodyDecoder small = new BodyDecoder(3, 32);

    assertThat(story(small.json("[{},{},{}]".getBytes(UTF_8)))).hasSize(3);
    assertThat(story(small.json("[{},{},{},{".getBytes(UTF_8))))
        .containsExactly("refused too_many_lines");
    assertThat(story(small.lines("{}\n{}\n\n{}\n".getBytes(UTF_8)))).hasSize(3);
    assertThat(story(small.lines("{}\n{}\n\n{}\n{".getBytes(UTF_8))))
        .containsExactly("refused too_many_lines");
  }

  @Test
  void aLineIsAnEventAndABadOneIsRefusedAlone() {
    String body = DEVICE + "\n\n{\n" + Records.CLOUD + "\r\n \n";

    assertThat(story(decoder.lines(body.getBytes(UTF_8))))
        .containsExactly("0 decoded", "1 not_json", "2 decoded");
    assertThat(story(decoder.lines(new byte[0]))).isEmpty();
  }

  @Test
  void noBytesMakeItThrow() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] good = ("[" + String.join(",", ELEMENTS) + "]").getBytes(UTF_8);
    for (int i = 0; i < 3_000; i++) {
      byte[] body = Arrays.copyOf(good, random.nextInt(1, good.length + 1));
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      assertThat(story(decoder.json(body))).as("seed %d", seed).isNotNull();
      assertThat(story(decoder.lines(body))).as("seed %d", seed).isNotNull();
    }
  }

  @Test
  void anEnvelopeWithoutADeviceHasNone() {
    DecodedLine line = decoder.event(Records.NAMED.getBytes(UTF_8));

    assertThat(((DecodedLine.Decoded) line).event().deviceId()).isEmpty();
  }
}
