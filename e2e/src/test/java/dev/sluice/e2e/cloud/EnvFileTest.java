package dev.sluice.e2e.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Map<String, String> values = Map.of("B", "", "A", "x=y # no comment");
    Path file = folder.resolve("a.env");
    Files.writeString(file, EnvFile.text("made by a test", values));
    assertThat(EnvFile.read(file)).isEqualTo(values);
    assertThat(file).content().isEqualTo("# made by a test\nA=x=y # no comment\nB=\n");
  }

  @Test
  void aLineThatIsNeitherIsNamed() throws IOException {
    Path file = folder.resolve("a.env");
    Files.writeString(file, "A=1\n\nB: 2\n");
    assertThatThrownBy(() -> EnvFile.read(file)).hasMessage(file + ":3: \"B: 2\" is not KEY=value");
  }

  @Test
  void aValueOfSeveralLinesIsRefused() {
    assertThatThrownBy(() -> EnvFile.text("x", Map.of("KEY", "a\nB=injected")))
        .hasMessage("KEY has more than one line");
  }

  @Test
  void whatAnEnvironmentDoesNotKnowYetIsNamedWithWhoSaysIt() throws IOException {
    Files.createDirectories(folder.resolve("k8s/overlays/dev"));
    Files.writeString(folder.resolve("k8s/overlays/dev/hosts.env"), "QUERY_HOST=api.sluice.net\n");
    Environment dev = new Environment("dev", folder);
    assertThat(dev.value("QUERY_HOST")).isEqualTo("api.sluice.net");
    assertThatThrownBy(() -> dev.value("AWS_REGION"))
        .hasMessageContaining(
            "AWS_REGION is not known of dev; `./sluice deploy --env dev` writes it");
  }
}
