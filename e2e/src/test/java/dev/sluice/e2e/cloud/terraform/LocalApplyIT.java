package dev.sluice.e2e.cloud.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.e2e.Tally;
import dev.sluice.e2e.World;
import dev.sluice.e2e.WorldOptions;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Streams, tables and bucket of a local stack, made by `environments/local`; the pipeline runs on
/// them from the stream to the archive.
///
/// The provider waits as AWS would need it to, whatever stands in for AWS: 10 s for a stream, as
/// long again for its retention, half a minute for a lifecycle, for a queue and for the queue after
/// it. So this takes a minute and runs with `-Dsluice.terraform=apply` only; with `full` it also
/// makes what takes longer than the streams.
class LocalApplyIT {
  private static final String FOLDER = "environments/local";
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int EVENTS = 40;
  private static final String WANTED = System.getProperty("sluice.terraform", "");

  private static final List<String> QUICK =
      List.of(
          "-target=module.data.aws_kinesis_stream.this",
          "-target=module.data.aws_dynamodb_table.this",
          "-target=module.data.aws_dynamodb_kinesis_streaming_destination.events",
          "-target=module.data.aws_s3_bucket.archive",
          "-target=module.data.aws_s3_bucket_policy.archive",
          "-target=module.data.aws_s3_bucket_versioning.archive");

  @Test
  void thePipelineRunsOnWhatTerraformMadeAndASecondPlanIsEmpty() throws Exception {
    assumeTrue(
        Set.of("apply", "full").contains(WANTED),
        "skipped: takes a minute; -Dsluice.terraform=apply or full runs it");
    Terraform terraform = Terraform.copiedTo(Terraform.scratch());
    LocalStack stack = LocalStack.start(LocalStackOptions.ephemeral());
    try (ExecutorService aside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> made = aside.submit(() -> makeAll(terraform, stack));
      Plans.shared(); // the provider mostly waits: the other tests' plans are made meanwhile
      made.get();
    } catch (ExecutionException
        | IOException
        | InterruptedException
        | RuntimeException
        | AssertionError e) {
      stack.close();
      throw e;
    }
    try (World world = World.on(stack, options())) {
      assertThat(world.awaitReady(4, SOON)).isTrue();
      send();
      await().atMost(SOON).until(() -> Tally.of(world.consumerMetrics()).stored() == EVENTS);
      await().atMost(SOON).until(() -> world.archiveTally().orElseThrow().expired() == EVENTS);
      await().atMost(SOON).until(() -> world.archiveTally().orElseThrow().isComplete());
      assertThat(world.archiveTally().orElseThrow().archived()).isEqualTo(EVENTS);
    }
  }

  private static boolean makeAll(Terraform terraform, LocalStack stack)
      throws IOException, InterruptedException {
    assertSucceeds(terraform.init(FOLDER), 0);
    assertSucceeds(terraform.run(FOLDER, onto(stack, "apply", "-auto-approve")), 0);
    // 2 would be: there is something to do
    assertSucceeds(terraform.run(FOLDER, onto(stack, "plan", "-detailed-exitcode")), 0);
    return true;
  }

  private static void assertSucceeds(Terraform.Result result, int exit) {
    assertThat(result.exit()).as(result.output()).isEqualTo(exit);
  }

  private static String[] onto(LocalStack stack, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("-input=false", "-parallelism=30"));
    arguments.add(
        "-var=endpoints={kinesis=\"%s\",dynamodb=\"%s\",s3=\"%s\",sqs=\"%s\"}"
            .formatted(stack.kinesis(), stack.dynamoDb(), stack.s3(), stack.sqs()));
    if (!WANTED.equals("full")) {
      arguments.addAll(QUICK);
    }
    return arguments.toArray(String[]::new);
  }

  private static WorldOptions options() {
    return new WorldOptions(
        OptionalInt.empty(), 2, 4, Duration.ofSeconds(5), Optional.empty(), true, Map.of());
  }

  private static void send() throws InterruptedException {
    try (KinesisIngestPoint ingest = KinesisIngestPoint.connect("sluice-events")) {
      ingest.send(IntStream.range(0, EVENTS).mapToObj(LocalApplyIT::event).toList());
    }
  }

  private static OutgoingRecord event(int number) {
    String device = "sensor-" + number % 7;
    String event =
        "{\"id\":\"%s\",\"event_type\":\"pressure\",\"device_id\":\"%s\",\"processing_timestamp\":\"%s\",\"event_details\":{\"bar\":1.50}}"
            .formatted(UUID.randomUUID(), device, Instant.now());
    return new OutgoingRecord(device, event.getBytes(StandardCharsets.UTF_8));
  }
}
