package dev.sluice.ingest.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What an element of each type must say. Members beyond those are kept as they came.
final class ElementRules {
  private static final List<Rule> PROCESS =
      List.of(new Rule("cmdl", Check.COMMAND), new Rule("user", Check.USER));
  private static final List<Rule> CONNECTION =
      List.of(
          new Rule("source_ip", Check.IP_ADDRESS),
          new Rule("destination_ip", Check.IP_ADDRESS),
          new Rule("destination_port", Check.PORT));

  private record Rule(String member, Check check) {}

  private ElementRules() {}

  /// @param path of the element, for the refusal
  static void check(ElementType type, ObjectNode details, String path) throws RefusedException {
    for (Rule rule : of(type)) {
      String member = path + "." + rule.member();
      JsonNode value = details.path(rule.member());
      if (value.isMissingNode() || value.isNull()) {
        throw RefusedException.missing(member);
      }
      if (!rule.check().passes(value)) {
        throw RefusedException.malformed(member, value, rule.check().accepted());
      }
    }
  }

  private static List<Rule> of(ElementType type) {
    return switch (type) {
      case NEW_PROCESS -> PROCESS;
      case NETWORK_CONNECTION -> CONNECTION;
    };
  }
}
