package dev.sluice.archiver.command;

import dev.sluice.archiver.verify.Counts;
import dev.sluice.archiver.verify.Findings.Named;
import dev.sluice.archiver.verify.Place;
import dev.sluice.archiver.verify.Report;
import dev.sluice.model.Timestamps;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A reconciliation as people read it: a line for each date and type, then what it means.
final class ReportText {
  private static final List<String> HEADINGS =
      List.of(
          "DATE",
          "TYPE",
          "STORED",
          "PRESENT",
          "IN FLIGHT",
          "IN TRANSIT",
          "ARCHIVED",
          "DEAD LETTERS",
          "ERASED",
          "DIFFERENCE");
  private static final int TEXTS = 2;

  private ReportText() {}

  static void print(Report report, PrintWriter out) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEADINGS);
    report.findings().counts().forEach((place, counts) -> lines.add(cells(place, counts)));
    Counts total = report.findings().total();
    lines.add(cells("all", "", total));
    int[] widths = new int[HEADINGS.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    lines.forEach(line -> out.println(aligned(line, widths)));
    out.println();
    notes(report, total, out);
    verdict(report, total, out);
    out.flush();
  }

  private static List<String> cells(Place place, Counts counts) {
    return cells(place.eventDate().toString(), place.eventType(), counts);
  }

  private static List<String> cells(String date, String type, Counts counts) {
    List<String> cells = new ArrayList<>(List.of(date, type));
    for (long number :
        new long[] {
          counts.stored(),
          counts.present(),
          counts.inFlight(),
          counts.inTransit(),
          counts.archived(),
          counts.refused(),
          counts.erased(),
          counts.difference()
        }) {
      cells.add(number(number));
    }
    return cells;
  }

  private static String aligned(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i < TEXTS ? cells.get(i) + padding : padding + cells.get(i)).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static void notes(Report report, Counts total, PrintWriter out) {
    note(
        out,
        total.notes().repeated(),
        "in more than one row: removed twice, and left once by archive compact");
    note(
        out,
        total.notes().unclaimed(),
        "without a claim, not counted: it has expired, or the event is younger than this scan");
    if (report.unnamedLetters() > 0) {
      out.println(
          number(report.unnamedLetters())
              + " dead letters of the archiver name no event, and may hold what is missing:"
              + " dead-letters list --changes");
    }
  }

  private static void note(PrintWriter out, long count, String what) {
    if (count > 0) {
      out.println(number(count) + (count == 1 ? " event " : " events ") + what);
    }
  }

  private static void verdict(Report report, Counts total, PrintWriter out) {
    switch (report.verdict()) {
      case EVEN -> out.println("Every event is accounted for.");
      case DIFFERENT -> {
        named(out, "missing", total.troubles().missing(), report.findings().missing());
        named(
            out,
            "erased, and found all the same: erase the device again",
            total.troubles().resurfaced(),
            report.findings().resurfaced());
      }
      case UNDECIDED -> undecided(report, total, out);
    }
  }

  private static void named(PrintWriter out, String what, long count, List<Named> first) {
    if (count == 0) {
      return;
    }
    out.println(number(count) + (count == 1 ? " event is " : " events are ") + what);
    for (Named one : first) {
      out.println(
          "  " + one.id() + "  " + one.place().eventDate() + "  " + one.place().eventType());
    }
    if (count > first.size()) {
      out.println("  and " + number(count - first.size()) + " more");
    }
  }

  private static void undecided(Report report, Counts total, PrintWriter out) {
    if (total.inTransit() > 0) {
      out.println(
          "Cannot be judged yet: the archiver is "
              + report.watermark().map(at -> "past " + text(at)).orElse("not known to have begun")
              + ", the events were read at "
              + text(report.scanned())
              + ". --wait waits for it; --margin is added.");
    }
    if (total.troubles().resurfaced() > 0) {
      out.println(
          number(total.troubles().resurfaced())
              + " erased events are still to be found, and an erasure is not finished: run it again.");
    }
  }

  private static String text(Instant at) {
    return at.equals(Instant.MAX) ? "the end of its stream" : Timestamps.format(at);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
