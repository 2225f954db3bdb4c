package dev.sluice.dynamodb;

import dev.sluice.model.Timestamps;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// An item of the table of alert states: up to when a rule that time alone can break was judged.
///
/// @param subject [#ALL], or a shard by [#ofShard]
/// @param rule the name of the rule
/// @param until what comes after has not been judged
/// @param raisedKey of the alert that is raised; null while none is, or where the rule is about
///   devices
public record RuleProgress(String subject, String rule, Instant until, @Nullable UUID raisedKey) {
  /// In the place of a device: the rule as a whole. No device id may hold a `#`.
  public static final String ALL = "#all";

  public static final String UNTIL = "until";

  private static final String PREFIX = "progress#";

  public static final TableSchema<RuleProgress> SCHEMA =
      TableSchema.builder(RuleProgress.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(StandingItem.DEVICE_ID)
                      .getter(RuleProgress::subject)
                      .setter((b, value) -> b.subject = value)
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(StandingItem.RULE)
                      .getter(item -> PREFIX + item.rule())
                      .setter((b, value) -> b.rule = value.substring(PREFIX.length()))
                      .tags(StaticAttributeTags.primarySortKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(UNTIL)
                      .getter(item -> Timestamps.format(item.until()))
                      .setter((b, value) -> b.until = Timestamps.parse(value)))
          .addAttribute(
              String.class,
              a ->
                  a.name("raised_key")
                      .getter(RuleProgress::raisedText)
                      .setter((b, value) -> b.raisedKey = UUID.fromString(value)))
          .build();

  /// The subject that stands for a shard.
  ///
  /// @param shard `<creation epoch millis of the stream>/<shard id>`
  public static String ofShard(String shard) {
    return "#" + shard;
  }

  private @Nullable String raisedText() {
    return raisedKey == null ? null : raisedKey.toString();
  }

  static final class Builder {
    private @Nullable String subject;
    private @Nullable String rule;
    private @Nullable Instant until;
    private @Nullable UUID raisedKey;

    RuleProgress build() {
      return new RuleProgress(
          Objects.requireNonNull(subject, "no device_id in the progress"),
          Objects.requireNonNull(rule, "no rule in the progress"),
          Objects.requireNonNull(until, "no until in the progress"),
          raisedKey);
    }
  }
}
