package dev.sluice.local.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;
import java.util.TreeMap;

/// What identifies a metric. CloudWatch does not aggregate over dimensions: the whole set counts.
///
/// Source: <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html>
record MetricKey(String namespace, String name, SortedMap<String, String> dimensions) {
  private static final int MAX_NAME = 255;
  private static final int MAX_DIMENSIONS = 30;

  /// Reads a metric's name and dimensions.
  ///
  /// @throws InvalidParameter when CloudWatch would refuse them
  static MetricKey of(String namespace, JsonNode metric) {
    checkNamespace(namespace);
    String name = metric.path("MetricName").asText();
    checkText("MetricName", name);
    SortedMap<String, String> dimensions = new TreeMap<>();
    for (JsonNode dimension : metric.path("Dimensions")) {
      String key = dimension.path("Name").asText();
      String value = dimension.path("Value").asText();
      checkText("Dimension name", key);
      checkText("Value of dimension " + key, value);
      dimensions.put(key, value);
    }
    if (dimensions.size() > MAX_DIMENSIONS) {
      throw new InvalidParameter(
          dimensions.size() + " dimensions of " + name + " are more than " + MAX_DIMENSIONS);
    }
    return new MetricKey(namespace, name, dimensions);
  }

  private static void checkNamespace(String namespace) {
    checkText("Namespace", namespace);
    if (namespace.startsWith("AWS/")) {
      throw new InvalidParameter("Namespace " + namespace + " begins with AWS/, which is reserved");
    }
  }

  private static void checkText(String what, String text) {
    boolean printable = text.chars().allMatch(c -> c >= 32 && c < 127);
    if (text.isBlank() || text.length() > MAX_NAME || !printable) {
      throw new InvalidParameter(
          what + " \"" + text + "\" is not 1 to " + MAX_NAME + " printable ASCII characters");
    }
  }
}
