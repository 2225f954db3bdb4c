package dev.sluice.stream;

import java.util.regex.Pattern;

/// What a worker is to do. Refuses to exist when wrong.
///
/// @param application names the KCL application and its lease table: 3–255 of `[A-Za-z0-9._-]`.
///   Workers of the same name share the shards of the stream
/// @param stream name of the stream: 1–128 of `[A-Za-z0-9._-]`
/// @param prepareLeases whether to make the lease table with its index, and a lease for each shard,
///   before KCL would: a first start then takes seconds instead of minutes. Does nothing to what is
///   there already
public record WorkerSettings(
    String application,
    String stream,
    StartPosition start,
    Retrieval retrieval,
    KclTimings timings,
    boolean prepareLeases) {
  private static final Pattern APPLICATION = Pattern.compile("[A-Za-z0-9._-]{3,255}");
  private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  public WorkerSettings {
    matches("application", application, APPLICATION);
    matches("stream", stream, STREAM);
  }

  private static void matches(String name, String value, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s is '%s', must match %s".formatted(name, value, pattern.pattern()));
    }
  }

  /// Reads everything that the stream keeps, by polling, with the timings of production.
  public static WorkerSettings of(String application, String stream) {
    return new WorkerSettings(
        application,
        stream,
        StartPosition.TRIM_HORIZON,
        Retrieval.polling(),
        KclTimings.PRODUCTION,
        true);
  }

  public WorkerSettings withStart(StartPosition other) {
    return new WorkerSettings(application, stream, other, retrieval, timings, prepareLeases);
  }

  public WorkerSettings withRetrieval(Retrieval other) {
    return new WorkerSettings(application, stream, start, other, timings, prepareLeases);
  }

  public WorkerSettings withTimings(KclTimings other) {
    return new WorkerSettings(application, stream, start, retrieval, other, prepareLeases);
  }

  public WorkerSettings withPrepareLeases(boolean other) {
    return new WorkerSettings(application, stream, start, retrieval, timings, other);
  }
}
