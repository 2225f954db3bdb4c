package dev.sluice.e2e.deadletters;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.deadletter.Letter;
import dev.sluice.model.Timestamps;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts all letters and keeps the newest, without their originals.
final class Listing implements LetterSearch.Reader {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Comparator<Row> BY_TIME =
      Comparator.comparing(Row::received).thenComparing(row -> row.letter().id());
  private static final String[] HEADINGS = {
    "ID", "RECEIVED", "REASON", "DEVICE", "BYTES", "REPLAYED"
  };

  private final int limit;
  private final KnownMarks marks;
  private final PrintWriter err;
  private final PriorityQueue<Row> newest = new PriorityQueue<>(BY_TIME);
  private final SortedMap<String, Long> byReason = new TreeMap<>();
  private long unreadable;

  /// @param limit how many to keep
  /// @param err takes objects that are no letters
  Listing(int limit, KnownMarks marks, PrintWriter err) {
    this.limit = limit;
    this.marks = marks;
    this.err = err;
  }

  /// @param letter without its original
  private record Row(Letter letter, int bytes, Optional<Mark> mark) {
    Instant received() {
      return letter.times().received();
    }
  }

  @Override
  public boolean opened(LetterSearch.Opened object) {
    if (object.unreadable() != null) {
      unreadable++;
      err.println(object.key() + ": " + object.unreadable());
    }
    for (Letter letter : object.letters()) {
      byReason.merge(letter.cause().reason(), 1L, Long::sum);
      newest.add(new Row(withoutOriginal(letter), letter.original().length, marks.of(letter)));
      if (newest.size() > limit) {
        newest.remove();
      }
    }
    return true;
  }

  private static Letter withoutOriginal(Letter letter) {
    return new Letter(
        letter.id(), letter.cause(), letter.place(), letter.times(), letter.glimpse(), new byte[0]);
  }

  /// Whether everything that was found is letters.
  boolean isComplete() {
    return unreadable == 0;
  }

  void printTable(PrintWriter out) {
    List<String[]> lines = new ArrayList<>();
    lines.add(HEADINGS);
    inOrder().forEach(row -> lines.add(cells(row)));
    int[] widths = new int[HEADINGS.length];
    for (String[] line : lines) {
      for (int i = 0; i < line.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    if (!byReason.isEmpty()) {
      lines.forEach(line -> out.println(aligned(line, widths)));
      out.println();
    }
    printTotals(out);
  }

  private static String aligned(String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      boolean number = HEADINGS[i].equals("BYTES");
      line.append(("%" + (number ? "" : "-") + Math.max(1, widths[i]) + "s  ").formatted(cells[i]));
    }
    return line.toString().stripTrailing();
  }

  private static String[] cells(Row row) {
    Letter letter = row.letter();
    return new String[] {
      LetterRef.shortOf(letter),
      Timestamps.format(row.received()),
      letter.cause().reason(),
      Printable.line(device(letter)),
      Integer.toString(row.bytes()),
      row.mark().map(Listing::state).orElse("")
    };
  }

  /// The partition key is the device's id in most streams; as a guess it is marked.
  private static String device(Letter letter) {
    String device = letter.glimpse().deviceId();
    return device == null ? "(" + letter.place().partitionKey() + ")" : device;
  }

  private static String state(Mark mark) {
    return switch (mark.state()) {
      case SENT -> "sent";
      case BEGUN -> "unfinished";
    };
  }

  void printJson(PrintWriter out, PrintWriter totals) {
    inOrder().forEach(row -> out.println(json(row)));
    out.flush();
    printTotals(totals);
  }

  private static ObjectNode json(Row row) {
    Letter letter = row.letter();
    ObjectNode json = JSON.createObjectNode();
    json.put("id", letter.id());
    json.put("short_id", LetterRef.shortOf(letter));
    json.put("received_time", Timestamps.format(row.received()));
    json.put("reason", letter.cause().reason());
    json.put("detail", letter.cause().detail());
    json.put("device_id", letter.glimpse().deviceId());
    json.put("event_id", letter.glimpse().eventId());
    json.put("event_type", letter.glimpse().eventType());
    json.put("partition_key", letter.place().partitionKey());
    json.put("bytes", row.bytes());
    json.put("replayed", row.mark().map(Listing::state).orElse(null));
    return json;
  }

  private void printTotals(PrintWriter out) {
    long all = byReason.values().stream().mapToLong(Long::longValue).sum();
    out.printf(
        Locale.ROOT,
        "%,d dead letter%s%s%n",
        all,
        all == 1 ? "" : "s",
        all > newest.size() ? ", the newest " + newest.size() + " are shown" : "");
    byReason.forEach((reason, count) -> out.printf(Locale.ROOT, "%,9d  %s%n", count, reason));
    out.flush();
  }

  private List<Row> inOrder() {
    return newest.stream().sorted(BY_TIME).toList();
  }
}
