package dev.sluice.consumer.config;

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
@ConfigurationProperties("sluice")
public record SharedOptions(@Nullable List<Map<String, Object>> windows) {
  public SharedOptions {
    WindowConfiguration.read(windows == null ? List.of() : windows);
  }

  public WindowFields windowFields() {
    return WindowConfiguration.read(windows == null ? List.of() : windows);
  }
}
