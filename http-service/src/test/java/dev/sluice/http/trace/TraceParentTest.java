package dev.sluice.http.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceParentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-" + TRACE + "-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "-ff",
        "cc-" + TRACE + "-" + SPAN + "-01",
        "cc-" + TRACE + "-" + SPAN + "-01-what-may-come"
      })
  void aProperOneIsContinued(String header) {
    TraceParent parent = TraceParent.parse(header).orElseThrow();
    TraceParent child = parent.child(new Random(1));

    assertThat(child.traceId()).isEqualTo(TRACE);
    assertThat(child.spanId()).isNotEqualTo(SPAN).matches("[0-9a-f]{16}");
    assertThat(child.flags()).isEqualTo(parent.flags());
    assertThat(TraceParent.parse(child.header())).contains(child);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN + "-01\n",
        " 00-" + TRACE + "-" + SPAN + "-01"
      })
  void whatIsNoneIsNotTaken(String header) {
    assertThat(TraceParent.parse(header)).isEmpty();
  }

  @Test
  void oneWithoutAnEndIsNotTaken() {
    assertThat(TraceParent.parse("01-" + TRACE + "-" + SPAN + "-01-" + "x".repeat(1_000)))
        .isEmpty();
  }

  @Test
  void aNewOneIsProper() {
    TraceParent begun = TraceParent.begin(new Random(2));

    assertThat(TraceParent.parse(begun.header())).contains(begun);
  }
}
