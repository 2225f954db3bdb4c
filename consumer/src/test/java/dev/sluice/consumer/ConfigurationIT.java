package dev.sluice.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.alert.Rule;
import dev.sluice.consumer.config.AlertOptions;
import dev.sluice.consumer.config.ConsumerNames;
import dev.sluice.consumer.config.EventOptions;
import dev.sluice.consumer.config.LimitOptions;
import dev.sluice.consumer.config.QualityOptions;
import dev.sluice.consumer.config.SharedOptions;
import dev.sluice.consumer.config.WindowOptions;
import dev.sluice.field.EventField;
import dev.sluice.local.SystemProperties;
import dev.sluice.preprocess.PreprocessStep;
import dev.sluice.stream.KclTimings;
import dev.sluice.stream.Retrieval;
import dev.sluice.stream.StartPosition;
import dev.sluice.stream.WorkerSettings;
import dev.sluice.stream.service.KinesisOptions;
import dev.sluice.stream.service.aws.AwsOptions;
import dev.sluice.window.WindowFields;
import dev.sluice.wire.DecodeLimits;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every default and every mapping; and what is wrong stops the start, named.
class ConfigurationIT {
  private static SystemProperties aws = new SystemProperties(Map.of());

  @BeforeAll
  static void setRegion() {
    aws =
        new SystemProperties(
            Map.of(
                "aws.region", "us-east-1",
                "aws.accessKeyId", "local",
                "aws.secretAccessKey", "local"));
  }

  @AfterAll
  static void unsetRegion() {
    aws.close();
  }

  private static ApplicationContext context(Map<String, Object> properties) {
    return Consumer.SERVICE.context(properties);
  }

  @Test
  void defaults() {
    try (ApplicationContext context = context(Map.of())) {
      ConsumerNames names = context.getBean(ConsumerNames.class);
      assertThat(names)
          .isEqualTo(
              new ConsumerNames("sluice-consumer", "sluice-events", "sluice", "sluice-archive"));
      EventOptions events = context.getBean(EventOptions.class);
      assertThat(events)
          .isEqualTo(
              new EventOptions(
                  List.of("NORMALISE_TIMES", "SPLIT_EVENT_NAME", "VALIDATE"),
                  Duration.ofDays(7),
                  Duration.ofDays(7),
                  Duration.ofDays(30),
                  Duration.ofMinutes(10)));
      assertThat(events.preprocessing()).containsExactlyInAnyOrder(PreprocessStep.values());
      assertThat(context.getBean(LimitOptions.class).decode()).isEqualTo(DecodeLimits.DEFAULT);
      assertThat(context.getBean(LimitOptions.class))
          .isEqualTo(new LimitOptions(1 << 20, 8 << 20, 10_000, 32, 128 << 20));
      assertThat(context.getBean(AwsOptions.class)).isEqualTo(new AwsOptions(4, 64));
      assertThat(context.getBean(QualityOptions.class))
          .isEqualTo(new QualityOptions(Duration.ofDays(30), 50));
      assertThat(context.getBean(AlertOptions.class))
          .isEqualTo(new AlertOptions(Duration.ofDays(90)));
      assertThat(context.getBean(SharedOptions.class).alertRules().all()).isEmpty();
      assertThat(context.getBean(WindowOptions.class))
          .isEqualTo(new WindowOptions(Duration.ofDays(45), Duration.ofDays(400)));
      assertThat(context.getBean(SharedOptions.class).windowFields()).isEqualTo(WindowFields.NONE);
      KinesisOptions kinesis = context.getBean(KinesisOptions.class);
      assertThat(kinesis.workers()).isEqualTo(1);
      WorkerSettings settings = context.getBean(WorkerSettings.class);
      assertThat(settings.application()).isEqualTo(names.application());
      assertThat(settings.stream()).isEqualTo(names.stream());
      assertThat(settings.retrieval()).isEqualTo(Retrieval.polling());
      assertThat(settings.timings()).isEqualTo(KclTimings.PRODUCTION);
      assertThat(settings.start()).isEqualTo(StartPosition.TRIM_HORIZON);
      assertThat(settings.prepareLeases()).isTrue();
    }
  }

  @Test
  void rulesArriveHoweverTheyAreWritten() {
    Map<String, Object> rule =
        Map.of(
            "name", "bad-state",
            "type", "value-set",
            "event-type", "status",
            "field", "/payload/state",
            "one-of", List.of("failed", 3));
    Map<String, Object> flat = new HashMap<>();
    rule.forEach((name, value) -> flat.put("sluice.rules[0]." + name, value));
    for (Map<String, Object> properties :
        List.of(Map.<String, Object>of("sluice.rules", List.of(rule)), flat)) {
      try (ApplicationContext context = context(properties)) {
        assertThat(context.getBean(SharedOptions.class).alertRules().all())
            .extracting(Rule::text)
            .containsExactly("/payload/state of status is one of \"failed\", 3E0");
      }
    }
  }

  @Test
  void aWrongRuleStopsTheStart() {
    Map<String, Object> rule = Map.of("name", "silent", "type", "silence", "after", "10m");
    assertThatThrownBy(() -> context(Map.of("sluice.rules", List.of(rule))).close())
        .hasStackTraceContaining(
            "sluice.rules[0].after \"10m\" is not a duration from PT1M to PT744H, such as PT10M");
  }

  @Test
  void everySettingArrives() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("sluice.prefix", "other");
    properties.put("sluice.consumer.bucket", "some-bucket");
    properties.put("sluice.consumer.events.steps", "VALIDATE");
    properties.put("sluice.consumer.events.retention", "PT15M");
    properties.put("sluice.consumer.events.stream-retention", "24h");
    properties.put("sluice.consumer.events.accepted-past", "PT20M");
    properties.put("sluice.consumer.events.accepted-future", "1m");
    properties.put("sluice.consumer.limits.record-bytes", 1000);
    properties.put("sluice.consumer.limits.inflated-bytes", 2000);
    properties.put("sluice.consumer.limits.lines", 3);
    properties.put("sluice.consumer.limits.depth", 4);
    properties.put("sluice.aws.parallel-requests", 5);
    properties.put("sluice.aws.connections", 6);
    properties.put("sluice.consumer.limits.work-bytes", 9 << 20);
    properties.put("sluice.consumer.quality.retention", "P2D");
    properties.put("sluice.consumer.quality.metric-types", 7);
    properties.put("sluice.consumer.windows.minutes-retention", "P3D");
    properties.put("sluice.consumer.windows.hours-retention", "P4D");
    properties.put("sluice.windows[0].event-type", "door");
    properties.put("sluice.windows[0].fields", "/payload/open_seconds,/payload/badges/0");
    properties.put("sluice.windows[1].event-type", "temperature");
    properties.put("sluice.windows[1].fields[0]", "/payload/celsius");
    properties.put("sluice.kinesis.workers", 2);
    properties.put("sluice.kinesis.retrieval", "FAN_OUT");
    properties.put("sluice.kinesis.start", "LATEST");
    properties.put("sluice.kinesis.timings", "local");
    properties.put("sluice.kinesis.prepare-leases", "false");
    try (ApplicationContext context = context(properties)) {
      ConsumerNames names = context.getBean(ConsumerNames.class);
      assertThat(names)
          .isEqualTo(new ConsumerNames("other-consumer", "other-events", "other", "some-bucket"));
      assertThat(context.getBean(EventOptions.class))
          .isEqualTo(
              new EventOptions(
                  List.of("VALIDATE"),
                  Duration.ofMinutes(15),
                  Duration.ofDays(1),
                  Duration.ofMinutes(20),
                  Duration.ofMinutes(1)));
      assertThat(context.getBean(LimitOptions.class))
          .isEqualTo(new LimitOptions(1000, 2000, 3, 4, 9 << 20));
      assertThat(context.getBean(AwsOptions.class)).isEqualTo(new AwsOptions(5, 6));
      assertThat(context.getBean(QualityOptions.class))
          .isEqualTo(new QualityOptions(Duration.ofDays(2), 7));
      assertThat(context.getBean(WindowOptions.class))
          .isEqualTo(new WindowOptions(Duration.ofDays(3), Duration.ofDays(4)));
      assertThat(context.getBean(SharedOptions.class).windowFields().byType())
          .containsExactly(
              Map.entry(
                  "door",
                  List.of(
                      new EventField("/payload/open_seconds"),
                      new EventField("/payload/badges/0"))),
              Map.entry("temperature", List.of(new EventField("/payload/celsius"))));
      KinesisOptions kinesis = context.getBean(KinesisOptions.class);
      assertThat(kinesis.workers()).isEqualTo(2);
      WorkerSettings settings = context.getBean(WorkerSettings.class);
      assertThat(settings.retrieval()).isEqualTo(Retrieval.fanOut());
      assertThat(settings.timings()).isEqualTo(KclTimings.LOCAL);
      assertThat(settings.start()).isEqualTo(StartPosition.LATEST);
      assertThat(settings.prepareLeases()).isFalse();
    }
  }

  @Test
  void windowsComeAsAListToo() {
    Map<String, Object> window =
        Map.of("event-type", "door", "fields", List.of("/payload/a", "/payload/b"));
    try (ApplicationContext context = context(Map.of("sluice.windows", List.of(window)))) {
      assertThat(context.getBean(SharedOptions.class).windowFields().byType())
          .containsExactly(
              Map.entry(
                  "door", List.of(new EventField("/payload/a"), new EventField("/payload/b"))));
    }
  }

  @Test
  void eventsMayPassThroughUnprocessed() {
    try (ApplicationContext context = context(Map.of("sluice.consumer.events.steps", "NONE"))) {
      assertThat(context.getBean(EventOptions.class).preprocessing()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sluice.consumer.events.retention       | PT0S       | PT0S is not above zero
          sluice.consumer.events.retention       | -PT1H      | -PT1H
          sluice.consumer.events.retention       | a week     | a week
          sluice.consumer.events.stream-retention | PT0S       | PT0S is not above zero
          sluice.consumer.events.accepted-past   | PT0S       | PT0S is not above zero
          sluice.consumer.events.accepted-future | -PT1S      | -PT1S
          sluice.consumer.events.steps           | VALIDATE,FROBNICATE | FROBNICATE
          sluice.consumer.limits.depth           | 0          | depth 0 is not at least 1
          sluice.consumer.limits.lines           | 2000000    | lines 2000000
          sluice.consumer.limits.record-bytes    | many       | many
          sluice.aws.parallel-requests           | 0          | parallel-requests 0
          sluice.aws.connections                 | 3          | connections 3
          sluice.consumer.quality.retention      | PT59M      | PT59M is not at least PT1H
          sluice.consumer.quality.metric-types   | -1         | metric-types -1 is not in 0..1000
          sluice.consumer.quality.metric-types   | 1001       | metric-types 1001 is not in 0..1000
          sluice.consumer.windows.minutes-retention | P36D    | minutes-retention PT864H is not at least PT888H
          sluice.consumer.windows.hours-retention | P1D       | hours-retention PT24H is not at least PT888H
          sluice.windows[0].fields               | /payload/x | sluice.windows[0].event-type "null" is not an event type
          sluice.windows[0].event-type           | a b        | sluice.windows[0].event-type "a b" is not an event type
          sluice.kinesis.workers                 | 0          | workers 0 is not in 1..64
          sluice.kinesis.workers                 | 65         | workers 65 is not in 1..64
          sluice.kinesis.retrieval               | PUSH       | PUSH
          sluice.kinesis.max-records             | 10001      | 10001
          sluice.kinesis.idle-between-reads      | PT0.1S     | PT0.1S
          sluice.kinesis.timings                 | NEVER      | NEVER
          sluice.kinesis.start                   | MIDDLE     | MIDDLE
          sluice.consumer.bucket                 | A_Bucket   | "A_Bucket" is no name of a bucket
          sluice.consumer.stream                 | a stream   | 'a stream'
          sluice.consumer.application            | x          | 'x'
          sluice.consumer.table-prefix           | a b        | "a b"
          """)
  void wrongValueStopsTheStartAndIsNamed(String name, String value, String message) {
    assertThatThrownBy(() -> context(Map.of(name, value)).close()).hasStackTraceContaining(message);
  }

  @Test
  void otherServicesOnTheClassPathStartNoneOfThis() {
    try (ApplicationContext context =
        ApplicationContext.builder()
            .overrideConfigLocations("classpath:elsewhere/")
            .properties(Map.of("sluice.service", "query-api"))
            .start()) {
      assertThat(
              context.getAllBeanDefinitions().stream()
                  .map(bean -> bean.getBeanType().getName() + " of " + bean.getName())
                  .filter(name -> name.contains("dev.sluice")))
          .isEmpty();
    }
  }
}
