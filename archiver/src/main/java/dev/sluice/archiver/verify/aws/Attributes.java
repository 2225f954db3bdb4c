package dev.sluice.archiver.verify.aws;

import java.time.LocalDate;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The attributes of an item that are texts.
record Attributes(Map<String, AttributeValue> item) {

  boolean has(String name) {
    return item.containsKey(name);
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  /// @throws NoSuchElementException naming what is not there
  String text(String name) {
    return find(name)
        .orElseThrow(() -> new NoSuchElementException("no text " + name + " in the item " + item));
  }

  /// The date that a partition key of events ends with, `<device>#<date>`.
  LocalDate dateIn(String name) {
    String deviceDay = text(name);
    return LocalDate.parse(deviceDay.substring(deviceDay.lastIndexOf('#') + 1));
  }
}
