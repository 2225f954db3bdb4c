package dev.sluice.consumer.config;

import dev.sluice.alert.RuleConfiguration;
import dev.sluice.alert.Rules;
import dev.sluice.window.WindowConfiguration;
import dev.sluice.window.WindowFields;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the consumer and the query API are told alike.
///
/// @param windows of which fields windows of event time are kept: a list of `{event-type:
///   temperature, fields: [/payload/celsius]}`, at most 64 fields in all
/// @param rules that raise alerts: a list as [RuleConfiguration] reads it, at most 100
@ConfigurationProperties("sluice")
public record SharedOptions(
    @Nullable List<Map<String, Object>> windows, @Nullable List<Map<String, Object>> rules) {
  public SharedOptions {
    WindowConfiguration.read(windows == null ? List.of() : windows);
    RuleConfiguration.read(rules == null ? List.of() : rules);
  }

  public Rules alertRules() {
    return RuleConfiguration.read(rules == null ? List.of() : rules);
  }

  public WindowFields windowFields() {
    return WindowConfiguration.read(windows == null ? List.of() : windows);
  }
}
