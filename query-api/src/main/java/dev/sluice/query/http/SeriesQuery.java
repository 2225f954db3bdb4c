package dev.sluice.query.http;

import dev.sluice.field.EventField;
import dev.sluice.http.problem.BadParameterException;
import dev.sluice.http.problem.UnprocessableException;
import dev.sluice.query.series.Aggregate;
import dev.sluice.query.series.BucketSize;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which series somebody asks for.
record SeriesQuery(
    EventField field,
    @Nullable String type,
    Set<Aggregate> aggregates,
    BucketSize bucket,
    TimeBounds bounds) {
  static final String FIELD = "field";
  static final String TYPE = "type";
  static final String AGG = "agg";
  static final String BUCKET = "bucket";
  static final List<String> PARAMETERS =
      List.of(FIELD, TYPE, AGG, BUCKET, TimeBounds.FROM, TimeBounds.TO);
  static final int MAX_POINTS = 1_000;

  /// What fills a chart.
  private static final int DEFAULT_POINTS = 300;

  /// @throws BadParameterException naming what is wrong
  /// @throws UnprocessableException when there would be too many points
  static SeriesQuery parse(QueryParameters query, Instant now, Duration longest) {
    EventField field = parsed(FIELD, query.required(FIELD, EventField.RULE), EventField::new);
    Set<Aggregate> aggregates =
        query.text(AGG).map(SeriesQuery::aggregates).orElseGet(() -> EnumSet.of(Aggregate.AVG));
    TimeBounds bounds = TimeBounds.of(query, now, longest);
    BucketSize bucket =
        query
            .text(BUCKET)
            .map(text -> parsed(BUCKET, text, BucketSize::parse))
            .orElseGet(() -> BucketSize.fitting(bounds.from(), bounds.to(), DEFAULT_POINTS));
    checkPoints(bucket, bounds);
    return new SeriesQuery(field, query.eventType(TYPE).orElse(null), aggregates, bucket, bounds);
  }

  private static <T> T parsed(String parameter, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw BadParameterException.of(
          parameter, text, parameter.equals(FIELD) ? EventField.RULE : BucketSize.RULE);
    }
  }

  private static Set<Aggregate> aggregates(String text) {
    Set<Aggregate> aggregates = EnumSet.noneOf(Aggregate.class);
    for (String name : text.split(",", -1)) {
      Aggregate aggregate =
          Aggregate.of(name).orElseThrow(() -> BadParameterException.of(AGG, text, Aggregate.RULE));
      if (!aggregates.add(aggregate)) {
        throw BadParameterException.of(AGG, text, Aggregate.RULE);
      }
    }
    return aggregates;
  }

  private static void checkPoints(BucketSize bucket, TimeBounds bounds) {
    long points = bucket.count(bounds.from(), bounds.to());
    if (points > MAX_POINTS) {
      throw new UnprocessableException(
          BUCKET,
          "bucket %s makes %d points of %s to %s; at most %d are answered, for which bucket %s fits"
              .formatted(
                  bucket.text(),
                  points,
                  bounds.from(),
                  bounds.to(),
                  MAX_POINTS,
                  BucketSize.fitting(bounds.from(), bounds.to(), MAX_POINTS).text()));
    }
  }
}
