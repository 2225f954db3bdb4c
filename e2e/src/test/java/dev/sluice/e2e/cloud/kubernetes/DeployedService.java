package dev.sluice.e2e.cloud.kubernetes;

import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthCheckType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A service as its own configuration on the class path describes it.
enum DeployedService {
  CONSUMER("consumer", "stream-service", "management"),
  ARCHIVER("archiver", "stream-service", "management"),
  QUERY_API("query-api", "http-service", "http"),
  INGEST("ingest", "http-service", "http");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[A-Z_]+:([^}]*)}");

  private final String text;
  private final String shared;
  private final String portName;

  /// @param shared whose configuration comes after its own
  DeployedService(String text, String shared, String portName) {
    this.text = text;
    this.shared = shared;
    this.portName = portName;
  }

  /// Its Deployment, module and image.
  String text() {
    return text;
  }

  /// The ports that it listens at, by the names that manifests give them.
  Map<String, Pods.Port> ports() {
    Map<String, Pods.Port> ports = new HashMap<>();
    ports.put(portName, new Pods.Port(number("micronaut.server.port"), "TCP"));
    if (this == INGEST) {
      ports.put("datagrams", new Pods.Port(number("sluice.ingest.udp.port"), "UDP"));
    }
    return ports;
  }

  /// The number of one of them.
  String port(String name) {
    return String.valueOf(Objects.requireNonNull(ports().get(name), name).number());
  }

  /// Where it answers whether it is well.
  List<String> probePaths() {
    if (!"true".equals(property("endpoints.health.enabled"))) {
      throw new IllegalStateException(text + " serves no health");
    }
    return Arrays.stream(HealthCheckType.values())
        .map(type -> "/" + HealthEndpoint.NAME + "/" + type.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private int number(String property) {
    return Integer.parseInt(property(property));
  }

  /// As it is where no variable says something else.
  private String property(String name) {
    Object value = read(text).getOrDefault(name, read(shared).get(name));
    Matcher placeholder =
        PLACEHOLDER.matcher(Objects.requireNonNull(value, text + " has no " + name).toString());
    return placeholder.matches() ? placeholder.group(1) : value.toString();
  }

  private static Map<String, Object> read(String folder) {
    try (InputStream file =
        Objects.requireNonNull(
            DeployedService.class.getClassLoader().getResourceAsStream(folder + "/application.yml"),
            folder)) {
      return new YamlPropertySourceLoader().read("defaults", file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
