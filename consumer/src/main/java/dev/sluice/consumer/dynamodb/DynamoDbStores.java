package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.alert.AlertStates;
import dev.sluice.consumer.alert.Alerts;
import dev.sluice.consumer.alert.TimedStores;
import dev.sluice.consumer.config.AlertOptions;
import dev.sluice.consumer.config.ConsumerNames;
import dev.sluice.consumer.pipeline.Claims;
import dev.sluice.consumer.pipeline.DeviceDays;
import dev.sluice.consumer.pipeline.DeviceStates;
import dev.sluice.consumer.pipeline.EventPipeline.CounterStores;
import dev.sluice.consumer.pipeline.EventWriter;
import dev.sluice.consumer.pipeline.Feed;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.Tables;
import dev.sluice.dynamodb.WindowItem;
import dev.sluice.stream.FaultClassifier;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.Requests;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Makes the ports that are kept in DynamoDB.
@Factory
final class DynamoDbStores {

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
  Claims claims(ConsumerNames names, DynamoDbClient dynamo, DynamoDbWrites writes, Clock clock) {
    return new DynamoDbClaims(tables(names).eventIds(), dynamo, writes, clock);
  }

  @Singleton
  EventWriter events(ConsumerNames names, DynamoDbClient dynamo, DynamoDbWrites writes) {
    return new DynamoDbEventWriter(tables(names).events(), dynamo, writes);
  }

  @Singleton
  DeviceStates deviceStates(ConsumerNames names, DynamoDbWrites writes) {
    return new DynamoDbDeviceStates(tables(names).deviceState(), writes);
  }

  @Singleton
  DeviceDays deviceDays(ConsumerNames names, DynamoDbWrites writes) {
    return new DynamoDbDeviceDays(tables(names).counters(), writes);
  }

  @Singleton
  CounterStores counters(ConsumerNames names, DynamoDbClient dynamo, DynamoDbWrites writes) {
    String table = tables(names).counters();
    return new CounterStores(
        new DynamoDbCounters<>(table, QualityMinute.SCHEMA, dynamo, writes),
        new DynamoDbCounters<>(table, WindowItem.SCHEMA, dynamo, writes));
  }

  @Singleton
  Alerts alerts(ConsumerNames names, AlertOptions options, DynamoDbWrites writes) {
    return new DynamoDbAlerts(tables(names).alerts(), options.retention(), writes);
  }

  @Singleton
  AlertStates alertStates(ConsumerNames names, DynamoDbClient dynamo, DynamoDbWrites writes) {
    return new DynamoDbAlertStates(tables(names).alertState(), dynamo, writes);
  }

  @Singleton
  TimedStores timedStores(
      ConsumerNames names,
      AlertOptions options,
      DynamoDbClient dynamo,
      DynamoDbWrites writes,
      Clock clock) {
    return new DynamoDbTimedStores(tables(names), options.retention(), dynamo, writes, clock);
  }

  @Singleton
  Feed feed(ConsumerNames names, DynamoDbClient dynamo, DynamoDbWrites writes, Clock clock) {
    return new DynamoDbFeed(tables(names).feed(), dynamo, writes, clock);
  }

  private static Tables tables(ConsumerNames names) {
    return new Tables(names.tablePrefix());
  }
}
