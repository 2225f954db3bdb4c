package dev.sluice.local.changes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// How changes are delivered. AWS promises neither "once" nor "in order": a consumer that relies on
/// either can be found out here, repeatably.
///
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds.html>
///
/// @param duplicates the share of changes delivered twice, in 0..1
/// @param reorders the share of changes that change places with another of their batch, in 0..1
/// @param seed of both choices
public record Delivery(double duplicates, double reorders, long seed) {
  public Delivery {
    requireShare("duplicates", duplicates);
    requireShare("reorders", reorders);
  }

  /// Each change once and in order.
  public static Delivery exact() {
    return new Delivery(0, 0, 0);
  }

  Random random() {
    return new Random(seed);
  }

  List<TableChange> arrange(List<TableChange> batch, Random random) {
    if (duplicates == 0 && reorders == 0) {
      return batch;
    }
    List<TableChange> arranged = new ArrayList<>();
    for (TableChange change : batch) {
      arranged.add(change);
      if (random.nextDouble() < duplicates) {
        arranged.add(change);
      }
    }
    for (int i = 0; i < arranged.size(); i++) {
      if (random.nextDouble() < reorders) {
        Collections.swap(arranged, i, random.nextInt(arranged.size()));
      }
    }
    return arranged;
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " " + share + " is not in 0..1");
    }
  }
}
