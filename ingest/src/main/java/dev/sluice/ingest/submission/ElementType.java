package dev.sluice.ingest.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The types of events that a submission may hold, and what each must say. Members beyond those are
/// kept as they came.
public enum ElementType {
  /// A process began.
  NEW_PROCESS(List.of(new Rule("cmdl", Check.COMMAND), new Rule("user", Check.USER))),
  /// A connection was opened.
  NETWORK_CONNECTION(
      List.of(
          new Rule("source_ip", Check.IP_ADDRESS),
          new Rule("destination_ip", Check.IP_ADDRESS),
          new Rule("destination_port", Check.PORT)));

  private record Rule(String member, Check check) {}

  private final String text = name().toLowerCase(Locale.ROOT);
  private final List<Rule> rules;

  ElementType(List<Rule> rules) {
    this.rules = rules;
  }

  /// The event type, also the member that holds its elements.
  public String text() {
    return text;
  }

  static Optional<ElementType> of(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }

  static String accepted() {
    return String.join(" or ", Arrays.stream(values()).map(ElementType::text).toList());
  }

  /// @param path of the element, for the refusal
  void check(ObjectNode details, String path) throws RefusedException {
    for (Rule rule : rules) {
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
}
