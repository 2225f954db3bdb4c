package dev.sluice.e2e.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.DiffFlags;
import com.flipkart.zjsonpatch.JsonDiff;
import java.io.PrintWriter;
import java.util.EnumSet;

/// Sends nothing; shows of the first letters what would be sent, and what the patch changes.
final class DryRun implements Outlet {
  private static final int SHOWN = 10;
  private static final int MOST_CHARS = 200;
  private static final EnumSet<DiffFlags> PLAIN =
      EnumSet.of(
          DiffFlags.OMIT_MOVE_OPERATION,
          DiffFlags.OMIT_COPY_OPERATION,
          DiffFlags.ADD_ORIGINAL_VALUE_ON_REPLACE);

  private final PrintWriter out;
  private final ReplayCounts counts;
  private long letters;

  DryRun(PrintWriter out, ReplayCounts counts) {
    this.out = out;
    this.counts = counts;
  }

  @Override
  public void take(Attempt attempt) {
    counts.sent(1);
    if (++letters <= SHOWN) {
      show(attempt);
    }
  }

  private void show(Attempt attempt) {
    out.printf(
        "%s  %s  to %s, %,d bytes%s%n",
        LetterRef.shortOf(attempt.letter()),
        attempt.letter().cause().reason(),
        Printable.line(attempt.ready().record().partitionKey()),
        attempt.ready().record().bytes().length,
        attempt.number() == 1 ? "" : ", attempt " + attempt.number());
    Patch.Result.Mended mended = attempt.ready().mended();
    if (mended != null) {
      for (JsonNode change : JsonDiff.asJson(mended.before(), mended.after(), PLAIN)) {
        show(change);
      }
    }
    out.flush();
  }

  private void show(JsonNode change) {
    out.println("    " + Printable.line(change.path("path").asText()));
    switch (change.path("op").asText()) {
      case "remove" -> show("-", change.path("value"));
      case "replace" -> {
        show("-", change.path("fromValue"));
        show("+", change.path("value"));
      }
      default -> show("+", change.path("value"));
    }
  }

  private void show(String sign, JsonNode value) {
    String text = Printable.line(value.toString());
    out.println(
        "      "
            + sign
            + " "
            + (text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) + "…" : text));
  }

  @Override
  public void flush() {
    if (letters > SHOWN) {
      out.printf("and %,d more%n", letters - SHOWN);
    }
  }
}
