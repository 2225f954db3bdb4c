package dev.sluice.wire;

import java.util.ArrayList;
import java.util.List;

/// A stretch of bytes between line ends that is not blank; `to` is exclusive. Blank lines count in
/// the numbers, so that a number is what an editor shows, less one.
record Line(int number, int from, int to) {

  /// Line ends and what follows the last one: 1 for an empty text.
  static int count(byte[] text) {
    int lines = 1;
    for (byte b : text) {
      lines += b == '\n' ? 1 : 0;
    }
    return lines;
  }

  static List<Line> split(byte[] text) {
    List<Line> lines = new ArrayList<>();
    int from = 0;
    for (int number = 0; from < text.length; number++) {
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
