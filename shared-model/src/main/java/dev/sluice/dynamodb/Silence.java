package dev.sluice.dynamodb;

import dev.sluice.model.Timestamps;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// An item of the table of alert states: an alert is raised because the device is silent. It is
/// there until the device is heard of again.
///
/// @param rule the name of the rule
/// @param lastSeen the minute in which an event of the device was last received
public record Silence(String deviceId, String rule, Instant lastSeen) {
  public static final String LAST_SEEN = DeviceSummary.LAST_SEEN;

  private static final String PREFIX = "silence#";

  public static final TableSchema<Silence> SCHEMA =
      TableSchema.builder(Silence.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(StandingItem.DEVICE_ID)
                      .getter(Silence::deviceId)
                      .setter((b, value) -> b.deviceId = value)
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(StandingItem.RULE)
                      .getter(item -> sortKey(item.rule()))
                      .setter((b, value) -> b.rule = value.substring(PREFIX.length()))
                      .tags(StaticAttributeTags.primarySortKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(LAST_SEEN)
                      .getter(item -> Timestamps.format(item.lastSeen()))
                      .setter((b, value) -> b.lastSeen = Timestamps.parse(value)))
          .build();

  public Silence {
    lastSeen = Timestamps.minute(lastSeen);
  }

  public static String sortKey(String rule) {
    return PREFIX + rule;
  }

  static final class Builder {
    private @Nullable String deviceId;
    private @Nullable String rule;
    private @Nullable Instant lastSeen;

    Silence build() {
      return new Silence(
          Objects.requireNonNull(deviceId, "no device_id in the silence"),
          Objects.requireNonNull(rule, "no rule in the silence"),
          Objects.requireNonNull(lastSeen, "no last_seen in the silence"));
    }
  }
}
