package dev.sluice.e2e.cloud.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// A policy of IAM.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>
record Policy(List<Statement> statements) {
  private static final ObjectMapper JSON = new ObjectMapper();

  record Statement(
      String sid,
      boolean allows,
      SortedSet<String> actions,
      SortedSet<String> resources,
      JsonNode condition) {}

  static Policy parse(String json) {
    try {
      List<Statement> statements = new ArrayList<>();
      for (JsonNode one : JSON.readTree(json).path("Statement")) {
        statements.add(
            new Statement(
                one.path("Sid").asText(),
                one.path("Effect").asText().equals("Allow"),
                texts(one.path("Action")),
                texts(one.path("Resource")),
                one.path("Condition")));
      }
      return new Policy(statements);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no policy: " + json, e);
    }
  }

  /// One text, or an array of them.
  private static SortedSet<String> texts(JsonNode node) {
    SortedSet<String> texts = new TreeSet<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  SortedSet<String> allowed() {
    SortedSet<String> allowed = new TreeSet<>();
    statements.stream().filter(Statement::allows).forEach(one -> allowed.addAll(one.actions()));
    return allowed;
  }
}
