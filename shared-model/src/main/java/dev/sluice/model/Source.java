package dev.sluice.model;

import java.util.Arrays;

/// The envelope an event arrived in, by the name that tables and the API use.
public enum Source {
  ADAPTER_EVENT("adapter_event"),
  NAMED_EVENT("named_event"),
  CLOUD_EVENT("cloud_event");

  private final String text;

  Source(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  public static Source of(String text) {
    return Arrays.stream(values())
        .filter(source -> source.text.equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("source \"" + text + "\" is none of " + names()));
  }

  private static String names() {
    return String.join(", ", Arrays.stream(values()).map(Source::text).toList());
  }
}
