package dev.sluice.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void theTableNamesEachPromiseAndItsFirstBreaches() {
    List<Breach> breaches =
        IntStream.range(0, 12)
            .mapToObj(i -> new Breach("NO_DUPLICATE_ITEM", List.of("id-" + i), "two", "one"))
            .toList();
    Verdict verdict =
        new Verdict(
            List.of(
                new Judgement("EVERY_EVENT_ACCOUNTED", 1234, List.of()),
                new Judgement("NO_DUPLICATE_ITEM", 1234, breaches),
                new Judgement("METRIC_IDENTITY", 0, List.of())),
            "1,234 sends");
    assertThat(verdict.table().lines())
        .startsWith(
            "evidence: 1,234 sends",
            "EVERY_EVENT_ACCOUNTED    kept          1,234 judged",
            "NO_DUPLICATE_ITEM        broken        1,234 judged",
            "    NO_DUPLICATE_ITEM id-0: two; expected one")
        .contains("    and 2 more", "METRIC_IDENTITY          unproven          0 judged")
        .doesNotContain("    NO_DUPLICATE_ITEM id-10: two; expected one");
    assertThat(verdict.isKept()).isFalse();
  }
}
