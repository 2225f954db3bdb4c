package dev.sluice.dynamodb;

import dev.sluice.alert.DeviceStanding;
import dev.sluice.alert.RuleState;
import dev.sluice.model.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// An item of the table of alert states: how a device stands with all rules for one type of its
/// events, so that however many rules there are, a batch costs one write per device and type.
public record StandingItem(DeviceStanding standing) {
  public static final String DEVICE_ID = "device_id";
  public static final String RULE = "rule";
  public static final String POSITION = "position";

  /// Begins the sort key. No name of a rule may hold a `#`.
  public static final String PREFIX = "type#";

  private static final EnhancedType<Map<String, Map<String, String>>> STATES =
      EnhancedType.mapOf(
          EnhancedType.of(String.class),
          EnhancedType.mapOf(EnhancedType.of(String.class), EnhancedType.of(String.class)));

  public static final TableSchema<StandingItem> SCHEMA =
      TableSchema.builder(StandingItem.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(DEVICE_ID)
                      .getter(item -> item.standing().deviceId())
                      .setter((b, value) -> b.deviceId = value)
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(RULE)
                      .getter(item -> sortKey(item.standing().eventType()))
                      .setter((b, value) -> b.eventType = value.substring(PREFIX.length()))
                      .tags(StaticAttributeTags.primarySortKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(POSITION)
                      .getter(item -> item.standing().position())
                      .setter((b, value) -> b.position = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("newest")
                      .getter(item -> Timestamps.format(item.standing().newest()))
                      .setter((b, value) -> b.newest = Timestamps.parse(value)))
          .addAttribute(
              STATES,
              a ->
                  a.name("states")
                      .getter(item -> texts(item.standing().byRule()))
                      .setter((b, value) -> b.states = states(value)))
          .build();

  public static String sortKey(String eventType) {
    return PREFIX + eventType;
  }

  private static Map<String, Map<String, String>> texts(SortedMap<String, RuleState> byRule) {
    Map<String, Map<String, String>> texts = new TreeMap<>();
    byRule.forEach((rule, state) -> texts.put(rule, texts(state)));
    return texts;
  }

  private static Map<String, String> texts(RuleState state) {
    Map<String, String> texts = new TreeMap<>();
    if (state.brokenSince() != null) {
      texts.put("broken_since", Timestamps.format(state.brokenSince()));
    }
    if (state.raisedKey() != null) {
      texts.put("raised_key", state.raisedKey().toString());
    }
    if (state.sample() != null) {
      texts.put("sample_time", Timestamps.format(state.sample().time()));
      texts.put("sample_value", state.sample().value().toString());
    }
    return texts;
  }

  private static SortedMap<String, RuleState> states(Map<String, Map<String, String>> texts) {
    SortedMap<String, RuleState> states = new TreeMap<>();
    texts.forEach((rule, of) -> states.put(rule, state(of)));
    return states;
  }

  private static RuleState state(Map<String, String> texts) {
    @Nullable String since = texts.get("broken_since");
    @Nullable String raised = texts.get("raised_key");
    @Nullable String time = texts.get("sample_time");
    @Nullable String value = texts.get("sample_value");
    return new RuleState(
        since == null ? null : Timestamps.parse(since),
        raised == null ? null : UUID.fromString(raised),
        time == null || value == null
            ? null
            : new RuleState.Sample(Timestamps.parse(time), new BigDecimal(value)));
  }

  static final class Builder {
    private @Nullable String deviceId;
    private @Nullable String eventType;
    private @Nullable String position;
    private @Nullable Instant newest;
    private SortedMap<String, RuleState> states = new TreeMap<>();

    StandingItem build() {
      return new StandingItem(
          new DeviceStanding(
              Objects.requireNonNull(deviceId, "no device_id in the standing"),
              Objects.requireNonNull(eventType, "no rule in the standing"),
              Objects.requireNonNull(position, "no position in the standing"),
              Objects.requireNonNull(newest, "no newest in the standing"),
              states));
    }
  }
}
