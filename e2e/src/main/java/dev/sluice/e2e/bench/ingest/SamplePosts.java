package dev.sluice.e2e.bench.ingest;

import dev.sluice.e2e.bench.server.HttpConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntUnaryOperator;

/// Requests that post small events in the adapter envelope, made beforehand and sent again and
/// again: nobody reads the stream that they end on.
final class SamplePosts {
  private static final String PATH = "/v1/events";
  private static final String JSON = "application/json";
  private static final int DEVICES = 2_000;
  private static final int REQUESTS = 64;

  private final List<byte[]> requests = new ArrayList<>(REQUESTS);

  private SamplePosts() {}

  /// An event each, of many devices.
  static SamplePosts single() {
    SamplePosts posts = new SamplePosts();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < REQUESTS * 10; i++) {
      posts.add(event(random, random.nextInt(DEVICES)));
    }
    return posts;
  }

  /// Of a gateway: every event of a batch is another device's.
  static SamplePosts ofGateways(int events) {
    return batches(events, event -> event);
  }

  /// Of a device that kept its events: all of a batch are of one.
  static SamplePosts ofDevices(int events) {
    return batches(events, event -> 0);
  }

  private static SamplePosts batches(int events, IntUnaryOperator step) {
    SamplePosts posts = new SamplePosts();
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < REQUESTS; i++) {
      int device = random.nextInt(DEVICES);
      List<String> parts = new ArrayList<>(events);
      for (int n = 0; n < events; n++) {
        parts.add(event(random, (device + step.applyAsInt(n)) % DEVICES));
      }
      posts.add("[" + String.join(",", parts) + "]");
    }
    return posts;
  }

  private static String event(SplittableRandom random, int device) {
    return """
    {"id":"%s","event_type":"temperature","device_id":"device-%06d",\
    "processing_timestamp":"%s","event_details":{"celsius":%d.5,"room":"north"}}\
    """
        .formatted(
            new UUID(random.nextLong(), random.nextLong()),
            device,
            Instant.now(),
            random.nextInt(40));
  }

  private void add(String body) {
    requests.add(HttpConnection.request(PATH, JSON, body.getBytes(StandardCharsets.UTF_8)));
  }

  byte[] request(int number) {
    return requests.get(Math.floorMod(number * 7, requests.size()));
  }
}
