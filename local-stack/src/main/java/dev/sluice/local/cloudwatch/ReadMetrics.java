package dev.sluice.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;

/// `GetMetricData` for queries that name a metric, and `ListMetrics`. Answers come in one page.
///
/// Source:
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html>,
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html>
record ReadMetrics(MetricStore store) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  ObjectNode get(JsonNode request) {
    ObjectNode answer = JSON.objectNode();
    ArrayNode results = answer.putArray("MetricDataResults");
    answer.putArray("Messages");
    for (JsonNode query : request.path("MetricDataQueries")) {
      if (query.path("ReturnData").asBoolean(true)) {
        results.add(result(request, query));
      }
    }
    return answer;
  }

  private ObjectNode result(JsonNode request, JsonNode query) {
    JsonNode stat = query.path("MetricStat");
    if (stat.isMissingNode()) {
      throw new InvalidParameter(
          "query " + query.path("Id") + " has no MetricStat; expressions are not evaluated here");
    }
    int period = stat.path("Period").asInt();
    if (period < 1) {
      throw new InvalidParameter("Period " + stat.path("Period") + " is not above zero");
    }
    JsonNode metric = stat.path("Metric");
    NavigableMap<Instant, Sample> found =
        store.query(
            MetricKey.of(metric.path("Namespace").asText(), metric),
            Times.read(request.path("StartTime")),
            Times.read(request.path("EndTime")),
            Duration.ofSeconds(period));
    ObjectNode result =
        JSON.objectNode()
            .put("Id", query.path("Id").asText())
            .put("Label", query.path("Label").asText(metric.path("MetricName").asText()))
            .put("StatusCode", "Complete");
    ArrayNode times = result.putArray("Timestamps");
    ArrayNode values = result.putArray("Values");
    boolean ascending = request.path("ScanBy").asText().equals("TimestampAscending");
    (ascending ? found : found.descendingMap())
        .forEach((start, sample) -> {
          times.add((double) start.getEpochSecond());
          values.add(sample.statistic(stat.path("Stat").asText()));
        });
    return result;
  }

  ObjectNode list(JsonNode request) {
    ObjectNode answer = JSON.objectNode();
    ArrayNode metrics = answer.putArray("Metrics");
    for (MetricKey key : store.keys()) {
      if (matches(request, key)) {
        ObjectNode metric =
            metrics.addObject().put("Namespace", key.namespace()).put("MetricName", key.name());
        ArrayNode dimensions = metric.putArray("Dimensions");
        for (Map.Entry<String, String> dimension : key.dimensions().entrySet()) {
          dimensions.addObject().put("Name", dimension.getKey()).put("Value", dimension.getValue());
        }
      }
    }
    return answer;
  }

  private static boolean matches(JsonNode filter, MetricKey key) {
    for (JsonNode wanted : filter.path("Dimensions")) {
      String value = key.dimensions().get(wanted.path("Name").asText());
      if (value == null || (wanted.has("Value") && !value.equals(wanted.path("Value").asText()))) {
        return false;
      }
    }
    return filter.path("Namespace").asText(key.namespace()).equals(key.namespace())
        && filter.path("MetricName").asText(key.name()).equals(key.name());
  }
}
