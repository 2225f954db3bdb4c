package dev.sluice.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.field.EventField;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowConfigurationTest {
  private static Event event(String type, String payload) {
    Instant time = Instant.parse("2026-03-01T12:00:00Z");
    return new Event(new UUID(1, 2), "d", type, null, time, time, payload, Source.ADAPTER_EVENT);
  }

  private static void refused(String message, Map<String, ?>... windows) {
    assertThatThrownBy(() -> WindowConfiguration.read(List.of(windows)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void fieldsAreListsOrTextsWithCommas() {
    WindowFields fields =
        WindowConfiguration.read(
            List.of(
                Map.of("event-type", "a", "fields", List.of("/payload/x", "/payload/y")),
                Map.of("event-type", "b", "fields", "/payload/x, /payload/z")));

    assertThat(fields.byType())
        .containsExactly(
            Map.entry("a", List.of(new EventField("/payload/x"), new EventField("/payload/y"))),
            Map.entry("b", List.of(new EventField("/payload/x"), new EventField("/payload/z"))));
    assertThat(WindowConfiguration.read(List.of())).isEqualTo(WindowFields.NONE);
  }

  @Test
  void eachMistakeNamesThePropertyTheValueAndWhatIsAccepted() {
    Map<String, ?> good = Map.of("event-type", "a", "fields", "/payload/x");
    refused(
        "sluice.windows[0].event-type \"null\" is not an event type, 1 to 64 of",
        Map.of("fields", "/payload/x"));
    refused(
        "sluice.windows[1].event-type \"a b\" is not an event type",
        good,
        Map.of("event-type", "a b", "fields", "/payload/x"));
    refused("sluice.windows[1].event-type \"a\" comes twice", good, good);
    refused(
        "sluice.windows[0].fields \"null\" is not a list of at least one JSON Pointer",
        Map.of("event-type", "a"));
    refused(
        "sluice.windows[0].fields \"[]\" is not a list",
        Map.of("event-type", "a", "fields", List.of()));
    refused(
        "sluice.windows[0].fields: field \"celsius\" is not a JSON Pointer into the payload",
        Map.of("event-type", "a", "fields", List.of("celsius")));
    refused(
        "sluice.windows[0].fields \"/payload/x\" comes twice",
        Map.of("event-type", "a", "fields", "/payload/x,/payload/x"));
    refused(
        "sluice.windows[0].every is no property of a window; event-type and fields are",
        Map.of("event-type", "a", "fields", "/payload/x", "every", "1m"));
  }

  @Test
  void fieldsAreBoundedInAll() {
    List<Map<String, ?>> most = new ArrayList<>();
    IntStream.range(0, WindowFields.MAX_FIELDS)
        .forEach(i -> most.add(Map.of("event-type", "t" + i, "fields", "/payload/x")));
    assertThat(WindowConfiguration.read(most).byType()).hasSize(WindowFields.MAX_FIELDS);

    most.add(Map.of("event-type", "more", "fields", "/payload/x"));
    assertThatThrownBy(() -> WindowConfiguration.read(most))
        .hasMessage("sluice.windows: 65 fields in all are not at most 64");
  }

  @Test
  void numbersOfConfiguredFieldsAreMeasuredAndNothingElse() {
    WindowFields fields =
        WindowConfiguration.read(
            List.of(
                Map.of(
                    "event-type", "a", "fields", "/payload/x,/payload/y/0,/payload/z,/payload/w")));

    assertThat(fields.measure(event("a", "{\"x\":1.50,\"y\":[2],\"z\":\"3\",\"v\":4}"), "p"))
        .containsExactly(
            new Measurement("p", new WindowField("a", "/payload/x"), new BigDecimal("1.50")),
            new Measurement("p", new WindowField("a", "/payload/y/0"), new BigDecimal("2")));
    assertThat(fields.measure(event("b", "{\"x\":1}"), "p")).isEmpty();
    assertThat(fields.measure(event("a", "no json"), "p")).isEmpty();
  }
}
