package dev.sluice.query.live;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far a client has come: for each shard, the last position that it was told of.
///
/// @param time when this was so
/// @param positions by shard
public record ResumePoint(Instant time, SortedMap<String, String> positions) {
  public ResumePoint {
    positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
  }

  /// For a token. Positions begin with their shard, and hold long rows of zeros.
  public String text() {
    StringBuilder text = new StringBuilder().append(time.toEpochMilli());
    positions.forEach((shard, position) ->
        text.append('\n').append(shard).append(' ').append(packed(shard, position)));
    return text.toString();
  }

  /// Reads what [#text()] wrote; empty for anything else.
  public static Optional<ResumePoint> parse(String text) {
    String[] lines = text.split("\n", -1);
    SortedMap<String, String> positions = new TreeMap<>();
    try {
      for (int i = 1; i < lines.length; i++) {
        int space = lines[i].indexOf(' ');
        String shard = lines[i].substring(0, space);
        positions.put(shard, unpacked(shard, lines[i].substring(space + 1)));
      }
      return Optional.of(
          new ResumePoint(Instant.ofEpochMilli(Long.parseLong(lines[0])), positions));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /// `z<zeros>.<rest>` of a position of the shard, `=<position>` of any other text.
  private static String packed(String shard, String position) {
    if (!position.startsWith(shard + "/")) {
      return "=" + position;
    }
    String within = position.substring(shard.length() + 1);
    int zeros = 0;
    while (zeros < within.length() && within.charAt(zeros) == '0') {
      zeros++;
    }
    return "z" + zeros + "." + within.substring(zeros);
  }

  private static String unpacked(String shard, String packed) {
    if (packed.charAt(0) == '=') {
      return packed.substring(1);
    }
    int dot = packed.indexOf('.');
    int zeros = Math.clamp(Integer.parseInt(packed.substring(1, dot)), 0, 100);
    return shard + "/" + "0".repeat(zeros) + packed.substring(dot + 1);
  }
}
