package dev.sluice.consumer.dynamodb;

import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Attributes of items that were not read through a schema.
final class Items {
  private Items() {}

  /// @throws NullPointerException naming the attribute, when it is not there
  static String text(Map<String, AttributeValue> item, String attribute) {
    AttributeValue value =
        Objects.requireNonNull(item.get(attribute), () -> "no " + attribute + " in the item");
    return value.s();
  }
}
