package dev.sluice.stream.kcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaseTableProbeTest {
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicReference<@Nullable Boolean> told = new AtomicReference<>();

  private boolean ask() throws IOException {
    if (away.get()) {
      throw new IOException("no answer");
    }
    return true;
  }

  @Test
  void tellsWhenTheTableGoesAwayAndWhenItIsBack() {
    try (LeaseTableProbe probe = new LeaseTableProbe(this::ask, Duration.ofMillis(10), told::set)) {
      probe.start();
      await().untilAsserted(() -> assertThat(told.get()).isTrue());
      away.set(true);
      await().untilAsserted(() -> assertThat(told.get()).isFalse());
      away.set(false);
      await().untilAsserted(() -> assertThat(told.get()).isTrue());
    }
  }
}
