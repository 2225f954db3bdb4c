package dev.sluice.consumer;

import dev.sluice.consumer.dynamodb.DynamoDbClaims;
import dev.sluice.consumer.dynamodb.DynamoDbDeviceStates;
import dev.sluice.consumer.dynamodb.DynamoDbEventWriter;
import dev.sluice.consumer.dynamodb.DynamoDbWrites;
import dev.sluice.consumer.dynamodb.Requests;
import dev.sluice.consumer.dynamodb.WriteUnits;
import dev.sluice.consumer.pipeline.BatchDecoder;
import dev.sluice.consumer.pipeline.EventCounts;
import dev.sluice.consumer.pipeline.EventPipeline;
import dev.sluice.consumer.pipeline.EventPipeline.Stores;
import dev.sluice.consumer.pipeline.Stages;
import dev.sluice.consumer.pipeline.StateRefresh;
import dev.sluice.consumer.s3.S3DeadLetters;
import dev.sluice.dynamodb.Tables;
import dev.sluice.preprocess.Preprocessor;
import dev.sluice.stream.FaultClassifier;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.ShardBoard;
import dev.sluice.stream.ShardProcessorFactory;
import dev.sluice.stream.aws.AwsFaults;
import dev.sluice.wire.RecordDecoder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Puts the pipeline together.
@Factory
final class ConsumerFactory {

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  @Bean(preDestroy = "shutdown")
  ExecutorService requestThreads() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
  }

  @Singleton
  Requests requests(ExecutorService requestThreads, LimitOptions limits) {
    return new Requests(requestThreads, limits.parallelRequests());
  }

  @Singleton
  FaultClassifier faults() {
    return new AwsFaults();
  }

  @Singleton
  PatientCaller caller(FaultClassifier faults) {
    return new PatientCaller(faults, () -> ThreadLocalRandom.current().nextLong());
  }

  @Singleton
  DynamoDbWrites writes(
      DynamoDbClient dynamo,
      Requests requests,
      PatientCaller caller,
      FaultClassifier faults,
      MeterRegistry registry) {
    return DynamoDbWrites.of(dynamo, requests, caller, faults, new WriteUnits(registry));
  }

  @Singleton
  S3DeadLetters deadLetters(
      ConsumerNames names, S3Client s3, Requests requests, PatientCaller caller, Clock clock) {
    return new S3DeadLetters(names.bucket(), s3, requests, caller, clock);
  }

  @Singleton
  Stores stores(
      ConsumerNames names,
      DynamoDbClient dynamo,
      DynamoDbWrites writes,
      S3DeadLetters deadLetters,
      Clock clock) {
    Tables tables = new Tables(names.tablePrefix());
    return new Stores(
        new DynamoDbClaims(tables.eventIds(), dynamo, writes, clock),
        new DynamoDbEventWriter(tables.events(), dynamo, writes),
        new DynamoDbDeviceStates(tables.deviceState(), writes),
        deadLetters);
  }

  @Singleton
  BatchDecoder decoder(EventOptions events, LimitOptions limits) {
    return new BatchDecoder(
        new RecordDecoder(limits.decode()),
        new Preprocessor(Set.copyOf(events.steps()), events.window()),
        events.expiry());
  }

  @Singleton
  ShardBoard board(ConsumerNames names, MeterRegistry registry, Clock clock) {
    return new ShardBoard(names.application(), registry, clock);
  }

  @Singleton
  ShardProcessorFactory processors(BatchDecoder decoder, Stores stores, MeterRegistry registry) {
    EventCounts counts = new EventCounts(registry);
    return (shard, control) ->
        new EventPipeline(
            decoder,
            stores,
            new StateRefresh(stores.states()),
            new Stages(control, counts, registry));
  }
}
