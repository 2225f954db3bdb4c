package dev.sluice.query.read;

import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.quality.QualityCounts;
import java.util.SortedMap;
import java.util.TreeMap;

/// Adds up minutes, for a bounded number of types, whatever types devices make up.
public final class QualitySum {
  private final SortedMap<String, QualityCounts> types = new TreeMap<>();

  public void add(QualityMinute minute) {
    minute
        .types()
        .forEach((type, counts) -> {
          boolean apart = types.containsKey(type) || types.size() < QualityRepository.MAX_TYPES;
          types.merge(apart ? type : QualityMinute.OTHER_TYPES, counts, QualityCounts::plus);
        });
  }

  public SortedMap<String, QualityCounts> types() {
    return types;
  }
}
