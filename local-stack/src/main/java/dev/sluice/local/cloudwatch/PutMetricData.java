package dev.sluice.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Takes a request's data, all or nothing, within CloudWatch's limits.
///
/// Source:
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html>
record PutMetricData(MetricStore store, Clock clock) {
  private static final int MAX_DATA = 1_000;
  private static final int MAX_VALUES = 150;
  private static final double LARGEST = 0x1p360;

  private record Datum(MetricKey key, Sample sample) {}

  void run(JsonNode request) {
    String namespace = request.path("Namespace").asText();
    JsonNode data = request.path("MetricData");
    if (data.isEmpty() || data.size() > MAX_DATA) {
      throw new InvalidParameter("MetricData has " + data.size() + " items, not 1 to " + MAX_DATA);
    }
    List<Datum> accepted = new ArrayList<>();
    for (JsonNode datum : data) {
      MetricKey key = MetricKey.of(namespace, datum);
      accepted.addAll(samples(datum).stream().map(sample -> new Datum(key, sample)).toList());
    }
    accepted.forEach(datum -> store.add(datum.key(), datum.sample()));
  }

  private List<Sample> samples(JsonNode datum) {
    Instant time = datum.has("Timestamp") ? Times.read(datum.get("Timestamp")) : clock.instant();
    if (datum.has("StatisticValues")) {
      JsonNode set = datum.get("StatisticValues");
      return List.of(
          new Sample(
              time,
              number("Sum", set.path("Sum")),
              number("SampleCount", set.path("SampleCount")),
              number("Minimum", set.path("Minimum")),
              number("Maximum", set.path("Maximum"))));
    }
    if (datum.has("Values")) {
      return weighted(time, datum.get("Values"), datum.path("Counts"));
    }
    return List.of(Sample.of(time, number("Value", datum.path("Value")), 1));
  }

  private static List<Sample> weighted(Instant time, JsonNode values, JsonNode counts) {
    boolean counted = !counts.isMissingNode();
    if (values.size() > MAX_VALUES || (counted && counts.size() != values.size())) {
      throw new InvalidParameter(
          values.size()
              + " Values with "
              + counts.size()
              + " Counts are not up to "
              + MAX_VALUES
              + " with as many Counts");
    }
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      double count = counted ? number("Counts", counts.get(i)) : 1;
      samples.add(Sample.of(time, number("Values", values.get(i)), count));
    }
    return samples;
  }

  private static double number(String what, JsonNode node) {
    double value = node.isNumber() ? node.asDouble() : Double.NaN;
    if (!Double.isFinite(value) || Math.abs(value) > LARGEST) {
      throw new InvalidParameter(
          what + " " + (node.isNumber() ? value : node) + " is not a number in -2^360..2^360");
    }
    return value;
  }
}
