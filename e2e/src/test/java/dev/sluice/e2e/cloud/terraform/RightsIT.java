package dev.sluice.e2e.cloud.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Who may do what, by the policies as they are rendered.
///
/// To write the tables of rights in `terraform/README.md` anew: `-Dsluice.write-docs=true`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsIT {
  private Plans plans;

  @BeforeAll
  void plan() throws IOException, InterruptedException {
    plans = Plans.shared();
  }

  private Map<String, Policy> policies() {
    Map<String, Policy> policies = new HashMap<>();
    for (String output : List.of("policies", "deployer_policies")) {
      plans
          .report()
          .output("policies", output)
          .properties()
          .forEach(one -> policies.put(one.getKey(), Policy.parse(one.getValue().asText())));
    }
    assertThat(policies).hasSize(10);
    return policies;
  }

  @Test
  void eachActionThatAPolicyNamesExists() throws IOException {
    SortedSet<String> named = new TreeSet<>();
    policies().values().forEach(policy -> named.addAll(policy.allowed()));
    plans
        .resources(Plans.RUNS)
        .flatMap(resource ->
            Stream.of("policy", "assume_role_policy")
                .map(resource.path("change").path("after")::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText))
        .filter(policy -> policy.contains("\"Statement\""))
        .forEach(policy -> named.addAll(Policy.parse(policy).allowed()));
    assertThat(named).hasSizeGreaterThan(250);
    assertThat(Actions.existing()).containsAll(named);
  }

  @Test
  void theDeployerMayDoWhatThePlannedResourcesTakeAndNothingElse() throws IOException {
    SortedMap<String, SortedSet<String>> needs = Actions.ofResources();
    SortedSet<String> types =
        plans
            .resources(Plans.RUNS)
            .filter(resource -> resource.path("mode").asText().equals("managed"))
            .map(resource -> resource.path("type").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    types.add("pushed_images");
    types.add("terraform_state");
    assertThat(needs.keySet()).as("types whose needs are known").isEqualTo(types);

    SortedSet<String> needed = new TreeSet<>();
    needs.values().forEach(needed::addAll);
    SortedSet<String> allowed = new TreeSet<>();
    plans
        .report()
        .output("policies", "deployer_policies")
        .forEach(policy -> allowed.addAll(Policy.parse(policy.asText()).allowed()));
    assertThat(allowed).isEqualTo(needed);
  }

  @Test
  void theDocumentTellsEveryRight() throws IOException {
    Map<String, Policy> policies = policies();
    List<String> rows = Rights.rows(policies);
    String document = Files.readString(Rights.DOCUMENT);
    if (Boolean.getBoolean("sluice.write-docs")) {
      document = RightsDocument.with(document, rows);
      Files.writeString(Rights.DOCUMENT, document);
    }
    assertThat(RightsDocument.rows(document))
        .as("terraform/README.md is stale; see this test's doc for how to write it anew")
        .containsExactlyElementsOf(rows);
    assertThat(Rights.documented())
        .isEqualTo(
            policies.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().allowed())));
  }
}
