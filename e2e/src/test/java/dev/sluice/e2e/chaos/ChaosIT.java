package dev.sluice.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.chaos.ProvingGround.Setting;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// One random history of everything together; `-Dsluice.seed` repeats it.
class ChaosIT {
  private static final Duration LENGTH = Duration.ofSeconds(50);

  @Test
  void everyPromiseIsKeptWhateverHappens(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
      throws InterruptedException {
    long seed = Long.getLong("sluice.seed", new SplittableRandom().nextLong(1L << 31));
    Story story = new Story(new PrintWriter(System.out, true));
    story.plain("ChaosIT: -Dsluice.seed=" + seed);
    Setting setting = new Setting(seed, 200, 2, 4, directory);
    try (ProvingGround ground = ProvingGround.open(setting)) {
      ChaosScript script = ChaosScript.of(seed, LENGTH, setting.shards());
      ChaosOutcome outcome = new ChaosRun(ground, script, story, new CountDownLatch(1)).run();
      System.out.println(outcome.text());
      assertThat(outcome.isKept()).as(outcome.text()).isTrue();
    }
  }
}
