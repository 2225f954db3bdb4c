package dev.sluice.e2e.cloud.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Meters are found as they are registered.
class PublishedMetricsTest {
  @Test
  void aMeterHasTheSuffixesOfItsKindAndTheDimensionsOfItsTags() {
    assertThat(
            MeterSource.metrics(
                """
                  static final String NAME = "a.b";
                  void all(MeterRegistry registry, String value) {
                    Counter.builder(NAME + ".c").tag("x", value).tags("y", "1").register(registry);
                    TimeGauge.builder("g", this, MINUTES, its -> its.age(1, 2)).register(registry);
                    registry.timer("t", "z", value);
                    registry.gauge("n", Tags.of("u", "1", "v", value), new AtomicInteger());
                  }
                """))
        .containsExactlyInAnyOrder(
            new Metric("a.b.c.count", Set.of("x", "y")),
            new Metric("g.value", Set.of()),
            new Metric("t.count", Set.of("z")),
            new Metric("t.sum", Set.of("z")),
            new Metric("t.avg", Set.of("z")),
            new Metric("t.max", Set.of("z")),
            new Metric("n.value", Set.of("u", "v")));
  }

  @Test
  void whatAMethodIsGivenIsLookedUpWhereItIsCalled() {
    assertThat(
            MeterSource.metrics(
                """
                  void all() {
                    count("missing", "member", "id");
                    count("wrong", "format", "id");
                    noted("a", "k", "v");
                  }

                  private void count(String what, String tag, String value) {
                    registry.counter("q." + what, "type", "t", tag, value).increment();
                  }

                  private void noted(String name, String... tags) {
                    registry.counter(name, tags).increment();
                  }
                """))
        .containsExactlyInAnyOrder(
            new Metric("q.missing.count", Set.of("type", "member")),
            new Metric("q.wrong.count", Set.of("type", "format")),
            new Metric("a.count", Set.of("k")));
  }

  @Test
  void aNameThatIsNotToBeSeenIsRefused() {
    assertThatThrownBy(() ->
            MeterSource.metrics(
                """
                  void all(String name) {
                    registry.counter(name).increment();
                  }
                """))
        .hasMessageContaining("what name is called is not to be seen");
  }

  @Test
  void theServicesMetricsAreThere() {
    PublishedMetrics published = PublishedMetrics.read(Path.of(".."));
    assertThat(published.namespace()).isEqualTo("Sluice");
    assertThat(published.names("Sluice"))
        .contains(
            "sluice.lag.value",
            "sluice.events.count",
            "sluice.quality.missing.count",
            "sluice.retries.count",
            "sluice.archive.difference",
            "sluice.aws.calls.avg",
            "sluice.ingest.buffer.share.value",
            "sluice.ingest.udp.received.count");
    assertThat(published.complaint("Sluice", "sluice.events.count", Set.of("outcome")))
        .contains("sluice.events.count has the dimensions [outcome, reason], not [outcome]");
    assertThat(published.complaint("sluice.events.count", "Maximum"))
        .contains("\"Maximum\" of sluice.events.count says nothing; what does is Sum");
  }
}
