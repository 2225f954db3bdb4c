package dev.sluice.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The service starts only when it is said in full, and rightly, who may ask.
final class SecurityConfigTest {
  private static final String HASH = "ab".repeat(32);
  private static final Map<String, Object> JWT =
      Map.of(
          "mode", "jwt",
          "jwt.jwks-url", "https://issuer.example/keys",
          "jwt.issuer", "https://issuer.example",
          "jwt.audience", "sluice");
  private static final Map<String, Object> API_KEYS =
      Map.of(
          "mode", "api-keys",
          "api-keys[0].name", "reader",
          "api-keys[0].sha256", HASH,
          "api-keys[0].scopes", "telemetry:read");

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(Map.of(), "sluice.security.mode is missing; give jwt or api-keys"),
        Arguments.of(Map.of("mode", "none"), "mode \"none\" is not jwt, api-keys or off"),
        Arguments.of(Map.of("mode", "off"), "mode \"off\" is not accepted where"),
        Arguments.of(Map.of("mode", "false"), "mode \"off\" is not accepted where"),
        Arguments.of(Map.of("mode", "jwt"), "jwt.jwks-url is missing; give where the issuer"),
        with(JWT, "jwt.jwks-url", "http://issuer.example", "is not an https: or file: URL"),
        with(JWT, "jwt.jwks-url", "ftp://issuer.example", "is not an https: or file: URL"),
        with(JWT, "jwt.jwks-url", "no url", "jwt.jwks-url \"no url\" is not a URL"),
        with(JWT, "jwt.jwks-url", "file:/nowhere/keys.json", "is no readable set of keys"),
        with(JWT, "jwt.issuer", "", "jwt.issuer is missing"),
        with(JWT, "jwt.audience", "", "jwt.audience is missing"),
        with(JWT, "jwt.trust-for", "PT1H", "jwt.trust-for \"PT1H\" is not a duration"),
        Arguments.of(Map.of("mode", "api-keys"), "security.api-keys is missing; give a list"),
        with(API_KEYS, "api-keys[0].name", "a b", "api-keys[].name \"a b\" is not"),
        with(API_KEYS, "api-keys[0].sha256", "secret", "sha256 of \"reader\" is not 64"),
        with(API_KEYS, "api-keys[0].scopes", "all", "\"all\" is not one of telemetry:read, "),
        with(API_KEYS, "api-keys[0].device-prefix", "a b", "\"a b\" is not"),
        with(API_KEYS, "../rate-limit.per-second", "0", "per-second \"0\" is not in 1..1000000"),
        with(API_KEYS, "../rate-limit.burst", "0", "burst \"0\" is not in 1..1000000"),
        with(API_KEYS, "../rate-limit.trusted-proxies", "11", "trusted-proxies \"11\" is not"));
  }

  private static Arguments with(
      Map<String, Object> base, String name, String value, String message) {
    Map<String, Object> changed = new HashMap<>(base);
    changed.put(name, value);
    return Arguments.of(changed, message);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("wrong")
  void whatIsWrongStopsTheStartAndIsNamed(Map<String, Object> given, String message) {
    assertThatThrownBy(() -> start(settings(given)).close())
        .satisfies(error -> assertThat(messages(error)).contains(message));
  }

  @Test
  void theFilterCannotBeTurnedOffBehindTheModesBack() {
    Map<String, Object> settings = settings(JWT);
    settings.put("micronaut.security.enabled", false);

    assertThatThrownBy(() -> start(settings).close())
        .satisfies(
            error -> assertThat(messages(error)).contains("micronaut.security.enabled is false"));
  }

  @Test
  void whatIsRightStarts() {
    start(settings(JWT)).close();
    start(settings(API_KEYS)).close();
  }

  @Test
  void twoKeysOfOneNameStopTheStart() {
    Map<String, Object> settings = settings(API_KEYS);
    API_KEYS.forEach(
        (name, value) -> settings.put("sluice.security." + name.replace("[0]", "[1]"), value));

    assertThatThrownBy(() -> start(settings).close())
        .satisfies(error ->
            assertThat(messages(error)).contains("\"reader\" is not different from all others"));
  }

  private static ApplicationContext start(Map<String, Object> settings) {
    return ApplicationContext.builder()
        .overrideConfigLocations("classpath:http-service/")
        .deduceEnvironment(false)
        .properties(settings)
        .start();
  }

  private static Map<String, Object> settings(Map<String, Object> security) {
    Map<String, Object> settings = new HashMap<>(Map.of("test.clock", "issuer"));
    security.forEach((name, value) ->
        settings.put(
            name.startsWith("../") ? "sluice." + name.substring(3) : "sluice.security." + name,
            value));
    return settings;
  }

  private static String messages(Throwable error) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      all.append(cause.getMessage()).append('\n');
    }
    return all.toString();
  }
}
