package dev.sluice.consumer.dynamodb;

import dev.sluice.stream.FaultClassifier;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.Requests;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What the writers of all tables share: how requests are cut, repeated, executed and counted.
public record DynamoDbWrites(
    Requests requests, PatientCaller caller, Statements statements, WriteUnits units) {

  public static DynamoDbWrites of(
      DynamoDbClient dynamo,
      Requests requests,
      PatientCaller caller,
      FaultClassifier faults,
      WriteUnits units) {
    return new DynamoDbWrites(
        requests, caller, new Statements(dynamo, caller, faults, units), units);
  }
}
