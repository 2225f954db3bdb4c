package dev.sluice.local.kinesis;

import static dev.sluice.local.kinesis.KinesisFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ExpiredNextTokenException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

class StreamsTest {

  private static final String SHARD = "shardId-000000000000";

  private KinesisFixture kinesis = new KinesisFixture();

  @AfterEach
  void stop() {
    kinesis.close();
  }

  @Test
  void createdStreamIsActiveAndDescribed() {
    kinesis.createStream("s", 3);

    var summary =
        kinesis.client.describeStreamSummary(b -> b.streamName("s")).streamDescriptionSummary();
    var description =
        kinesis.client.describeStream(b -> b.streamName("s").limit(2)).streamDescription();

    assertThat(summary.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
    assertThat(summary.streamARN()).isEqualTo("arn:aws:kinesis:us-east-1:000000000000:stream/s");
    assertThat(summary.openShardCount()).isEqualTo(3);
    assertThat(summary.retentionPeriodHours()).isEqualTo(24);
    assertThat(summary.streamCreationTimestamp()).isEqualTo(kinesis.clock.instant());
    assertThat(summary.streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
    assertThat(description.shards()).hasSize(2);
    assertThat(description.hasMoreShards()).isTrue();
  }

  @Test
  void onDemandStreamHasFourShards() {
    kinesis.client.createStream(
        b -> b.streamName("s").streamModeDetails(m -> m.streamMode(StreamMode.ON_DEMAND)));

    assertThat(kinesis.shards("s")).hasSize(4);
  }

  @Test
  void streamIsFoundByItsArnToo() {
    kinesis.createStream("s", 1);
    String arn = "arn:aws:kinesis:us-east-1:000000000000:stream/s";

    assertThat(kinesis.client.listShards(b -> b.streamARN(arn)).shards()).hasSize(1);
    assertThatThrownBy(() ->
            kinesis.client.listShards(b -> b.streamARN(arn.replace("us-east-1", "eu-west-1"))))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void wrongCreationsAreRefused() {
    kinesis.createStream("s", 1);

    assertThatThrownBy(() -> kinesis.createStream("s", 1))
        .isInstanceOf(ResourceInUseException.class);
    assertThatThrownBy(() -> kinesis.createStream("no spaces", 1))
        .isInstanceOf(KinesisException.class)
        .hasMessageContaining("no spaces");
    assertThatThrownBy(() -> kinesis.createStream("t", 0)).hasMessageContaining("ShardCount 0");
  }

  @Test
  void deletedStreamIsGoneAndItsIteratorsDoNotReadItsSuccessor() {
    kinesis.createStream("s", 1);
    String iterator = kinesis.iterator("s", SHARD, ShardIteratorType.TRIM_HORIZON);
    kinesis.client.deleteStream(b -> b.streamName("s"));

    assertThatThrownBy(() -> kinesis.shards("s")).isInstanceOf(ResourceNotFoundException.class);
    kinesis.clock.advance(Duration.ofMillis(1));
    kinesis.createStream("s", 1);
    assertThatThrownBy(() -> kinesis.get(iterator)).isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void streamsAreListedInPages() {
    List.of("c", "a", "b").forEach(name -> kinesis.createStream(name, 1));

    var first = kinesis.client.listStreams(b -> b.limit(2));
    var second = kinesis.client.listStreams(b -> b.limit(2).nextToken(first.nextToken()));

    assertThat(first.streamNames()).containsExactly("a", "b");
    assertThat(first.hasMoreStreams()).isTrue();
    assertThat(second.streamNames()).containsExactly("c");
    assertThat(second.hasMoreStreams()).isFalse();
    assertThat(second.streamSummaries().getFirst().streamCreationTimestamp())
        .isEqualTo(kinesis.clock.instant());
  }

  @Test
  void shardsAreListedInPagesUntilTheTokenExpires() {
    kinesis.createStream("s", 5);

    ListShardsResponse first = kinesis.client.listShards(b -> b.streamName("s").maxResults(2));
    ListShardsResponse second =
        kinesis.client.listShards(b -> b.nextToken(first.nextToken()).maxResults(3));

    assertThat(first.shards()).hasSize(2);
    assertThat(second.shards()).hasSize(3);
    assertThat(second.nextToken()).isNull();
    assertThatThrownBy(
            () -> kinesis.client.listShards(b -> b.streamName("s").nextToken(first.nextToken())))
        .isInstanceOf(InvalidArgumentException.class);
    kinesis.clock.advance(Duration.ofSeconds(301));
    assertThatThrownBy(() -> kinesis.client.listShards(b -> b.nextToken(first.nextToken())))
        .isInstanceOf(ExpiredNextTokenException.class);
  }

  @Test
  void recordsAreTrimmedAfterTheRetentionPeriod() {
    kinesis.createStream("s", 1);
    kinesis.client.increaseStreamRetentionPeriod(b -> b.streamName("s").retentionPeriodHours(48));
    kinesis.put("s", "k", "old");
    kinesis.clock.advance(Duration.ofHours(30));
    kinesis.put("s", "k", "new");

    assertThat(kinesis.readAll("s", SHARD)).containsExactly("old", "new");
    kinesis.client.decreaseStreamRetentionPeriod(b -> b.streamName("s").retentionPeriodHours(24));
    assertThat(kinesis.readAll("s", SHARD)).containsExactly("new");
  }

  @Test
  void retentionMovesOnlyInTheDirectionAskedForAndWithinItsBounds() {
    kinesis.createStream("s", 1);

    assertThatThrownBy(() -> increase(23)).isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() -> increase(8_761)).isInstanceOf(InvalidArgumentException.class);
    increase(168);
    assertThatThrownBy(() -> increase(100))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("lower");
  }

  @Test
  void oldestRecordsGoWhenTheyExceedTheBytesKeptInMemory() {
    kinesis.close();
    kinesis = new KinesisFixture(options -> options.withMaxBufferedBytes(1 << 20));
    kinesis.createStream("s", 1);
    SdkBytes data = SdkBytes.fromByteArrayUnsafe(new byte[100_000]);
    for (int i = 0; i < 30; i++) {
      String key = Integer.toString(i);
      kinesis.client.putRecord(b -> b.streamName("s").partitionKey(key).data(data));
    }

    var kept = kinesis.get(kinesis.iterator("s", SHARD, ShardIteratorType.TRIM_HORIZON)).records();

    assertThat(kept).hasSizeBetween(5, 10);
    assertThat(kept.getLast().partitionKey()).isEqualTo("29");
  }

  @Test
  void tagsAreAddedListedAndRemoved() {
    kinesis.createStream("s", 1);
    kinesis.client.addTagsToStream(
        b -> b.streamName("s").tags(Map.of("team", "sluice", "stage", "local")));

    var first = kinesis.client.listTagsForStream(b -> b.streamName("s").limit(1));
    assertThat(first.tags().getFirst().key()).isEqualTo("stage");
    assertThat(first.hasMoreTags()).isTrue();

    kinesis.client.removeTagsFromStream(b -> b.streamName("s").tagKeys("stage"));
    var left = kinesis.client.listTagsForStream(b -> b.streamName("s"));
    assertThat(left.tags()).hasSize(1);
    assertThat(left.tags().getFirst().value()).isEqualTo("sluice");
  }

  @Test
  void unknownOperationAndMalformedBodyAreNamedAsAwsNamesThem() throws Exception {
    assertThat(post("Kinesis_20131202.Fly", "{}")).contains("\"UnknownOperationException\"");
    assertThat(post("Kinesis_20131202.PutRecords", "{\"Records\":[{"))
        .contains("\"SerializationException\"");
    assertThat(post("Kinesis_20131202.CreateStream", "{\"ShardCount\":1}"))
        .contains("\"ValidationException\"", "StreamName");
  }

  @Test
  void unreadRecordIsStillThereAfterAReadOfOthers() {
    kinesis.createStream("s", 1);
    kinesis.put("s", "k", "a");
    String iterator = kinesis.iterator("s", SHARD, ShardIteratorType.TRIM_HORIZON);
    kinesis.get(iterator);

    assertThat(texts(kinesis.get(iterator).records())).containsExactly("a");
  }

  private void increase(int hours) {
    kinesis.client.increaseStreamRetentionPeriod(
        b -> b.streamName("s").retentionPeriodHours(hours));
  }

  private String post(String target, String body) throws Exception {
    URI endpoint = kinesis.server.endpoint();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(endpoint)
                  .header("X-Amz-Target", target)
                  .header("Content-Type", "application/x-amz-json-1.1")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(400);
      return answer.body();
    }
  }
}
