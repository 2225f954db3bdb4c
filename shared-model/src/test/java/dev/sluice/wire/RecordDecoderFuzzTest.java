package dev.sluice.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.AcceptanceWindow;
import dev.sluice.preprocess.PreprocessStep;
import dev.sluice.preprocess.Preprocessed;
import dev.sluice.preprocess.Preprocessor;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordDecoderFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final Instant RECEIVED = Instant.parse("2024-03-10T00:00:00Z");
  private static final String ALPHABET = "{}[]\":,\\\n\r \tuade0159+-.EN\u0000\u00ff\u0080";
  private static final List<String> SEEDS =
      List.of(
          Records.ADAPTER,
          Records.NAMED,
          Records.CLOUD,
          Records.NAMED.replace(",", ",\n"),
          Records.ADAPTER + "\n" + Records.CLOUD + "\r\n" + Records.NAMED + "\n");

  @Test
  void mutatedRecordsNeverThrowAndNoByteIsLost() {
    long seed = System.nanoTime();
    System.out.println("seed of the mutations: " + seed);
    Random random = new Random(seed);
    Preprocessor strict =
        new Preprocessor(Set.of(PreprocessStep.values()), AcceptanceWindow.DEFAULT);
    Preprocessor open = new Preprocessor(Set.of(), AcceptanceWindow.DEFAULT);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] text = mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
      List<DecodedLine> lines = Records.decode(text);
      assertRebuilt(text, lines);
      for (DecodedLine line : lines) {
        if (line instanceof DecodedLine.Decoded decoded) {
          assertThat(strict.apply(decoded.event(), RECEIVED)).isInstanceOf(Preprocessed.class);
          assertThat(open.apply(decoded.event(), RECEIVED)).isInstanceOf(Preprocessed.class);
        }
      }
    }
  }

  @Test
  void mutatedGzipNeverThrowsAndIsKeptWholeWhenRefused() {
    long seed = System.nanoTime();
    System.out.println("seed of the gzip mutations: " + seed);
    Random random = new Random(seed);
    byte[] gzip = Records.gzip(SEEDS.getLast().getBytes(UTF_8));
    for (int round = 0; round < ROUNDS / 10; round++) {
      byte[] mutant = gzip.clone();
      mutant[2 + random.nextInt(gzip.length - 2)] = (byte) random.nextInt(256);
      List<DecodedLine> lines = Records.decode(mutant);
      assertThat(lines).isNotEmpty();
      if (Records.story(lines).contains("0 malformed_gzip")) {
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().bytes()).isEqualTo(mutant);
      }
    }
  }

  private static byte[] mutated(String record, Random random) {
    StringBuilder text = new StringBuilder(record);
    for (int edits = random.nextInt(4); edits >= 0 && text.length() > 1; edits--) {
      int at = random.nextInt(text.length());
      char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, c);
        case 1 -> text.insert(at, c);
        case 2 -> text.deleteCharAt(at);
        default -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
      }
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  private static void assertRebuilt(byte[] text, List<DecodedLine> lines) {
    assertThat(lines).isNotEmpty();
    if (lines.size() == 1 && Arrays.equals(lines.getFirst().bytes(), text)) {
      return;
    }
    String[] physical = new String(text, ISO_8859_1).split("\n", -1);
    for (DecodedLine line : lines) {
      assertThat(line.bytes()).isEqualTo(physical[line.line()].getBytes(ISO_8859_1));
      physical[line.line()] = "";
    }
    assertThat(physical).allMatch(rest -> rest.matches("[ \t\r]*"));
  }
}
