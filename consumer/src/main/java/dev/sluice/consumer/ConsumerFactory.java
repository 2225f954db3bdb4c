package dev.sluice.consumer;

import dev.sluice.alert.Rules;
import dev.sluice.aws.AwsCallMetrics;
import dev.sluice.consumer.alert.AlertEvaluation;
import dev.sluice.consumer.alert.AlertStates;
import dev.sluice.consumer.alert.Alerts;
import dev.sluice.consumer.alert.TimedRules;
import dev.sluice.consumer.alert.TimedStores;
import dev.sluice.consumer.config.ConsumerNames;
import dev.sluice.consumer.config.EventOptions;
import dev.sluice.consumer.config.LimitOptions;
import dev.sluice.consumer.config.QualityOptions;
import dev.sluice.consumer.config.SharedOptions;
import dev.sluice.consumer.config.WindowOptions;
import dev.sluice.consumer.pipeline.BatchDecoder;
import dev.sluice.consumer.pipeline.Claims;
import dev.sluice.consumer.pipeline.DayNotes;
import dev.sluice.consumer.pipeline.DeadLetters;
import dev.sluice.consumer.pipeline.DeviceDays;
import dev.sluice.consumer.pipeline.DeviceStates;
import dev.sluice.consumer.pipeline.EventCounts;
import dev.sluice.consumer.pipeline.EventPipeline;
import dev.sluice.consumer.pipeline.EventPipeline.CounterStores;
import dev.sluice.consumer.pipeline.EventPipeline.Stores;
import dev.sluice.consumer.pipeline.EventPipeline.WorkMemory;
import dev.sluice.consumer.pipeline.EventWriter;
import dev.sluice.consumer.pipeline.Feed;
import dev.sluice.consumer.pipeline.Publication;
import dev.sluice.consumer.pipeline.QualityCount;
import dev.sluice.consumer.pipeline.QualityMeters;
import dev.sluice.consumer.pipeline.ShardWork;
import dev.sluice.consumer.pipeline.Stages;
import dev.sluice.consumer.pipeline.StateRefresh;
import dev.sluice.consumer.pipeline.WindowCount;
import dev.sluice.consumer.pipeline.WorkCost;
import dev.sluice.preprocess.Preprocessor;
import dev.sluice.stream.ByteBudget;
import dev.sluice.stream.CommittingProcessorFactory;
import dev.sluice.stream.Requests;
import dev.sluice.stream.ShardProcessorFactory;
import dev.sluice.stream.WorkerSettings;
import dev.sluice.stream.service.KinesisOptions;
import dev.sluice.window.WindowFields;
import dev.sluice.wire.RecordDecoder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;

/// Puts the pipeline together.
@Factory
final class ConsumerFactory {

  @Singleton
  WorkerSettings settings(ConsumerNames names, KinesisOptions kinesis) {
    return kinesis.settings(names.application(), names.stream());
  }

  @Singleton
  AwsCallMetrics callMetrics(MeterRegistry registry) {
    return new AwsCallMetrics(registry);
  }

  @Singleton
  BatchDecoder decoder(EventOptions events, LimitOptions limits) {
    return new BatchDecoder(
        new RecordDecoder(limits.decode()),
        new Preprocessor(events.preprocessing(), events.window()),
        events.expiry());
  }

  @Singleton
  Stores stores(
      Claims claims,
      EventWriter events,
      DeviceStates states,
      DeviceDays days,
      DeadLetters deadLetters,
      CounterStores counters,
      Feed feed) {
    return new Stores(claims, events, states, days, deadLetters, counters, feed);
  }

  @Singleton
  WorkMemory memory(LimitOptions limits, MeterRegistry registry) {
    ByteBudget budget = new ByteBudget(limits.workBytes());
    Gauge.builder("sluice.work.memory", budget, ByteBudget::taken)
        .baseUnit("bytes")
        .register(registry);
    return new WorkMemory(budget, new WorkCost(limits.decode()));
  }

  /// What is counted, and how long it is kept.
  record Counting(QualityOptions quality, WindowFields fields, WindowCount.Kept kept) {}

  @Singleton
  Counting counting(
      QualityOptions quality, SharedOptions shared, WindowOptions windows, EventOptions events) {
    windows.check(events);
    return new Counting(
        quality,
        shared.windowFields(),
        new WindowCount.Kept(windows.minutesRetention(), windows.hoursRetention()));
  }

  @Singleton
  CommittingProcessorFactory committing(ShardProcessorFactory processors) {
    return CommittingProcessorFactory.committingEachBatch(processors);
  }

  /// What rules are judged with, in all shards.
  record Judging(
      Rules rules, Alerts alerts, AlertStates states, TimedStores timed, Requests requests) {}

  @Singleton
  Judging judging(
      SharedOptions shared,
      Alerts alerts,
      AlertStates states,
      TimedStores timed,
      Requests requests) {
    return new Judging(shared.alertRules(), alerts, states, timed, requests);
  }

  private static AlertEvaluation evaluation(Judging judging) {
    return new AlertEvaluation(judging.rules(), judging.alerts(), judging.states());
  }

  private static TimedRules timed(Judging judging, AlertEvaluation evaluation) {
    return new TimedRules(judging.rules(), judging.timed(), judging.requests(), evaluation);
  }

  @Singleton
  ShardProcessorFactory processors(
      BatchDecoder decoder,
      Stores stores,
      WorkMemory memory,
      EventOptions events,
      Counting counting,
      Judging judging,
      MeterRegistry registry,
      Clock clock) {
    EventCounts counts = new EventCounts(registry);
    QualityMeters meters = new QualityMeters(registry, counting.quality().metricTypes());
    String process = process();
    return (shard, control) -> {
      AlertEvaluation alerts = evaluation(judging);
      return new EventPipeline(
          decoder,
          stores,
          new ShardWork(
              new StateRefresh(stores.states(), new DayNotes(stores.days(), events.expiry())),
              new QualityCount(stores.counters().quality(), counting.quality().retention(), meters),
              new WindowCount(stores.counters().windows(), counting.fields(), counting.kept()),
              new Publication(stores.feed(), shard, process, clock),
              alerts,
              timed(judging, alerts)),
          memory,
          new Stages(control, counts, registry));
    };
  }

  /// For people to find who holds a shard: `host:pid`.
  private static String process() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "unknown";
    }
    return host + ":" + ProcessHandle.current().pid();
  }
}
