package dev.sluice.e2e.cloud.terraform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `terraform test -json` said, a JSON object a line.
///
/// @param passed names of the runs that passed
/// @param problems as `file:line summary: detail`
/// @param plans of runs, by name, where `-verbose` was given
record TestReport(List<String> passed, List<String> problems, Map<String, JsonNode> plans) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The provider's schemas come with each plan: 15 MB that nobody asks for.
  private static final TokenFilter WITHOUT_SCHEMAS =
      new TokenFilter() {
        @Override
        public @Nullable TokenFilter includeProperty(String name) {
          return name.equals("provider_schemas") ? null : this;
        }
      };

  static TestReport read(Path log) throws IOException {
    TestReport report = new TestReport(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
    try (BufferedReader lines = Files.newBufferedReader(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("{")) {
          report.add(parse(line));
        }
      }
    }
    return report;
  }

  private static JsonNode parse(String line) throws IOException {
    try (JsonParser parser =
        new FilteringParserDelegate(
            JSON.createParser(line), WITHOUT_SCHEMAS, Inclusion.INCLUDE_ALL_AND_PATH, true)) {
      return JSON.readTree(parser);
    }
  }

  private void add(JsonNode message) {
    String run = message.path("@testrun").asText();
    switch (message.path("type").asText()) {
      case "test_run" -> {
        if (message.path("test_run").path("status").asText().equals("pass")) {
          passed.add(run);
        }
      }
      case "test_plan" -> plans.put(run, message.path("test_plan"));
      case "diagnostic" -> problems.add(problem(message.path("diagnostic")));
      default -> {}
    }
  }

  private static String problem(JsonNode diagnostic) {
    JsonNode range = diagnostic.path("range");
    return range.path("filename").asText()
        + ":"
        + range.path("start").path("line").asText()
        + " "
        + diagnostic.path("summary").asText()
        + ": "
        + diagnostic.path("detail").asText();
  }

  /// What the plan of a run answers as an output.
  JsonNode output(String run, String name) {
    return plan(run).path("output_changes").path(name).path("after");
  }

  /// What the plan of a run makes.
  JsonNode resources(String run) {
    return plan(run).path("resource_changes");
  }

  private JsonNode plan(String run) {
    JsonNode plan = plans.get(run);
    if (plan == null) {
      throw new IllegalArgumentException(
          "no plan of run \"" + run + "\"; there are " + plans.keySet() + ", " + problems);
    }
    return plan;
  }
}
