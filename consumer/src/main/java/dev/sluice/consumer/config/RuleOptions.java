package dev.sluice.consumer.config;

import dev.sluice.alert.RuleConfiguration;
import dev.sluice.alert.Rules;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.core.type.Argument;
import java.util.List;
import java.util.Map;

/// The rules that events and devices are judged by, `sluice.rules`; see [RuleConfiguration].
@Context
public final class RuleOptions {
  private static final Argument<List<Map<String, Object>>> LIST_OF_MAPS =
      Argument.listOf(Argument.mapOf(String.class, Object.class));

  private final Rules rules;

  RuleOptions(Environment environment) {
    this.rules =
        RuleConfiguration.read(
            environment.getProperty(RuleConfiguration.PROPERTY, LIST_OF_MAPS).orElse(List.of()));
  }

  public Rules rules() {
    return rules;
  }
}
