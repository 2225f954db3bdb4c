package dev.sluice.local;

import dev.sluice.local.dynamodb.DynamoDbOptions;
import dev.sluice.local.dynamodb.LocalDynamoDb;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Everything Sluice needs of AWS in this JVM, on 127.0.0.1.
///
/// Any SDK client meets it once the settings of [#sdkProperties] (this JVM) or [#environment]
/// (another process) are in place; no code has to know that it is local.
public final class LocalStack implements AutoCloseable {
  private final Faults faults = new Faults();
  private final OperationLog operations = new OperationLog();
  private final Map<Service, URI> endpoints = new EnumMap<>(Service.class);
  private final LocalDynamoDb dynamoDb;

  private LocalStack(LocalStackOptions options) {
    dynamoDb = LocalDynamoDb.start(dynamoDbOptions(options), faults, operations);
    endpoints.put(Service.DYNAMODB, dynamoDb.endpoint());
  }

  /// Starts the chosen servers and returns once all answer.
  ///
  /// @throws dev.sluice.local.http.PortTakenException when a port is in use
  public static LocalStack start(LocalStackOptions options) {
    return new LocalStack(options);
  }

  private static DynamoDbOptions dynamoDbOptions(LocalStackOptions options) {
    return new DynamoDbOptions(
        options.port(Service.DYNAMODB),
        options.dataDirectory().map(directory -> directory.resolve("dynamodb")),
        options.sweepPeriod(),
        options.clock());
  }

  public URI kinesis() {
    return endpoint(Service.KINESIS);
  }

  public URI dynamoDb() {
    return endpoint(Service.DYNAMODB);
  }

  public URI s3() {
    return endpoint(Service.S3);
  }

  public URI sqs() {
    return endpoint(Service.SQS);
  }

  public URI cloudWatch() {
    return endpoint(Service.CLOUDWATCH);
  }

  private URI endpoint(Service service) {
    return Optional.ofNullable(endpoints.get(service))
        .orElseThrow(() ->
            new IllegalStateException(
                service + " was not started; running are " + endpoints.keySet()));
  }

  /// Arms what the servers shall do wrong.
  public Faults faults() {
    return faults;
  }

  /// What the servers were asked for.
  public OperationLog operations() {
    return operations;
  }

  /// The AWS SDK's system properties that point every client in a JVM here.
  public Map<String, String> sdkProperties() {
    return Endpoints.sdkProperties(endpoints);
  }

  /// The same as environment variables.
  public Map<String, String> environment() {
    return Endpoints.environment(endpoints);
  }

  @Override
  public void close() {
    dynamoDb.close();
  }
}
