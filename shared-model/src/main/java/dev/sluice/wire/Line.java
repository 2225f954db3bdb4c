package dev.sluice.wire;

import java.util.ArrayList;
import java.util.List;

/// A stretch of bytes between line ends that is not blank; `to` is exclusive.
record Line(int number, int from, int to) {

  /// Stops after `most` + 1 lines: enough to know that there are too many.
  static List<Line> split(byte[] text, int most) {
    List<Line> lines = new ArrayList<>();
    int from = 0;
    for (int number = 0; from < text.length && lines.size() <= most; number++) {
      int to = from;
      boolean blank = true;
      while (to < text.length && text[to] != '\n') {
        blank &= text[to] == ' ' || text[to] == '\t' || text[to] == '\r';
        to++;
      }
      if (!blank) {
        lines.add(new Line(number, from, to));
      }
      from = to + 1;
    }
    return lines;
  }
}
