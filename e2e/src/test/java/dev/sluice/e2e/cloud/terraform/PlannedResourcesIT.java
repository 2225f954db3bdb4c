package dev.sluice.e2e.cloud.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dynamodb.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/// What a plan makes, held against the code and the documents that speak of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlannedResourcesIT {
  private Plans plans;

  @BeforeAll
  void plan() throws IOException, InterruptedException {
    plans = Plans.shared();
  }

  @Test
  void theTablesAreThoseThatTheServicesKnow() {
    Tables tables = new Tables("sluice");
    Map<String, String> known = new TreeMap<>();
    for (CreateTableRequest table : tables.definitions()) {
      known.put(
          table.tableName(),
          keys(table.keySchema())
              + table.globalSecondaryIndexes().stream()
                  .map(index ->
                      " %s%s %s"
                          .formatted(
                              index.indexName(),
                              keys(index.keySchema()),
                              index.projection().projectionTypeAsString()))
                  .collect(Collectors.joining())
              + (tables.withTtl().contains(table.tableName()) ? " ttl expires_at" : ""));
    }
    for (String leases : List.of("sluice-consumer", "sluice-archiver")) {
      known.put(leases, " leaseKey LeaseOwnerToLeaseKeyIndex leaseOwner leaseKey KEYS_ONLY");
    }
    Map<String, String> made = new TreeMap<>();
    plans
        .resources(List.of(Plans.EVERYTHING))
        .filter(resource -> resource.path("type").asText().equals("aws_dynamodb_table"))
        .map(resource -> resource.path("change").path("after"))
        .forEach(table -> made.put(table.path("name").asText(), shape(table)));
    assertThat(made).isEqualTo(known);
  }

  private static String keys(List<KeySchemaElement> schema) {
    return schema.stream().map(key -> " " + key.attributeName()).collect(Collectors.joining());
  }

  private static String shape(JsonNode table) {
    StringBuilder shape = new StringBuilder(keys(table));
    for (JsonNode index : table.path("global_secondary_index")) {
      shape.append(' ').append(index.path("name").asText()).append(keys(index));
      shape.append(' ').append(index.path("projection_type").asText());
    }
    for (JsonNode ttl : table.path("ttl")) {
      shape.append(" ttl ").append(ttl.path("attribute_name").asText());
    }
    return shape.toString();
  }

  private static String keys(JsonNode of) {
    String range = of.path("range_key").asText("");
    return " "
        + of.path("hash_key").asText()
        + (of.path("range_key").isNull() || range.isEmpty() ? "" : " " + range);
  }

  @Test
  void eachAlarmNamesASectionOfTheRunbook() throws IOException {
    Set<String> sections =
        Pattern.compile("^#+ (.*)$", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("../docs/operations.md")))
            .results()
            .map((MatchResult heading) ->
                heading.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
            .collect(Collectors.toSet());
    JsonNode alarms = plans.report().output(Plans.EVERYTHING, "alarms");
    assertThat(alarms.size()).isGreaterThan(15);
    alarms
        .properties()
        .forEach(
            alarm -> assertThat(sections).as(alarm.getKey()).contains(alarm.getValue().asText()));
  }

  @Test
  void theDocumentTellsEachModule() throws IOException {
    String document = Files.readString(Rights.DOCUMENT);
    try (Stream<Path> modules = Files.list(Terraform.SOURCE.resolve("modules"))) {
      assertThat(modules.map(module -> "| `" + module.getFileName() + "` |"))
          .hasSize(10)
          .allSatisfy(row -> assertThat(document).contains(row));
    }
  }

  @Test
  void theManifestsExpectTheSettingsThatAreHandedToThem() throws IOException {
    Set<String> handed = new TreeSet<>();
    plans
        .report()
        .output(Plans.EVERYTHING, "kubernetes_environment")
        .fieldNames()
        .forEachRemaining(handed::add);
    assertThat(handed).contains("AWS_REGION", "SLUICE_SECURITY_JWT_ISSUER");
    for (String overlay : List.of("dev", "prod")) {
      Path example = Path.of("../k8s/overlays", overlay, "terraform.env.example");
      assertThat(
              Files.readAllLines(example).stream()
                  .filter(line -> line.contains("=") && !line.startsWith("#"))
                  .map(line -> line.split("=", 2)[0]))
          .as(overlay)
          .containsExactlyInAnyOrderElementsOf(handed);
    }
  }
}
