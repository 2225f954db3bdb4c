package dev.sluice.e2e.cloud;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/// What somebody may have meant.
public final class Nearest {
  private static final int SHOWN = 3;

  private Nearest() {}

  /// The few that are spelled most like it, for a message.
  public static String to(String wrong, Collection<String> accepted) {
    return accepted.stream()
        .sorted(
            Comparator.comparingInt((String candidate) -> distance(wrong, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .limit(SHOWN)
        .collect(Collectors.joining(", "));
  }

  /// Levenshtein's.
  public static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
