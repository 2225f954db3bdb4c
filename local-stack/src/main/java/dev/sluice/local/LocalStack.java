package dev.sluice.local;

import dev.sluice.local.cloudwatch.LocalCloudWatch;
import dev.sluice.local.dynamodb.DynamoDbOptions;
import dev.sluice.local.dynamodb.LocalDynamoDb;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import dev.sluice.local.http.PortTakenException;
import dev.sluice.local.kinesis.LocalKinesis;
import dev.sluice.local.kinesis.stream.PutOutcome;
import dev.sluice.local.s3.LocalS3;
import dev.sluice.local.sqs.LocalSqs;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/// Everything Sluice needs of AWS in this JVM, on 127.0.0.1.
///
/// Any SDK client meets it once the settings of [#sdkProperties] (this JVM) or [#environment]
/// (another process) are in place; no code has to know that it is local.
public final class LocalStack implements AutoCloseable {
  private final LocalStackOptions options;
  private final Faults faults = new Faults();
  private final OperationLog operations = new OperationLog();
  private final ObjectDirectory objects;
  private final Servers servers;

  private LocalStack(LocalStackOptions options) {
    this.options = options;
    objects = ObjectDirectory.in(options.dataDirectory());
    LoggerFactory.getILoggerFactory(); // made once, before five servers race to make it
    try {
      servers = Servers.start(options.services(), this::start);
    } catch (RuntimeException e) {
      objects.close();
      throw e;
    }
  }

  /// Starts the chosen servers, all at once, and returns when all answer.
  ///
  /// @throws dev.sluice.local.http.PortTakenException when a port is in use
  public static LocalStack start(LocalStackOptions options) {
    LocalStack stack = new LocalStack(options);
    try {
      stack.forwardChanges();
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private Servers.Running start(Service service) {
    int port = options.port(service);
    return switch (service) {
      case DYNAMODB -> {
        LocalDynamoDb server = LocalDynamoDb.start(dynamoDbOptions(port), faults, operations);
        yield new Servers.Running(server.endpoint(), server);
      }
      case S3 -> {
        LocalS3 server = LocalS3.start(port, objects.path(), faults, operations);
        yield new Servers.Running(server.endpoint(), server);
      }
      case SQS -> {
        LocalSqs server = LocalSqs.start(port, faults, operations);
        yield new Servers.Running(server.endpoint(), server);
      }
      case CLOUDWATCH -> {
        LocalCloudWatch server = LocalCloudWatch.start(port, options.clock(), faults, operations);
        yield new Servers.Running(server.endpoint(), server);
      }
      case KINESIS -> {
        LocalKinesis server = startKinesis(port);
        yield new Servers.Running(server.endpoint(), server);
      }
    };
  }

  private LocalKinesis startKinesis(int port) {
    try {
      return LocalKinesis.start(options.kinesis().withPort(port), faults, operations);
    } catch (UncheckedIOException e) {
      throw new PortTakenException(Service.KINESIS, port, e);
    }
  }

  private void forwardChanges() {
    if (!options.services().containsAll(Set.of(Service.DYNAMODB, Service.KINESIS))) {
      return;
    }
    LocalDynamoDb tables = servers.server(Service.DYNAMODB, LocalDynamoDb.class);
    LocalKinesis kinesis = servers.server(Service.KINESIS, LocalKinesis.class);
    tables.forwardTo(
        (stream, key, data) -> kinesis.put(stream, key, data) instanceof PutOutcome.Stored,
        options.delivery());
    options.forwarded().forEach(tables::forwardChanges);
  }

  private DynamoDbOptions dynamoDbOptions(int port) {
    Optional<Path> directory = options.dataDirectory().map(data -> data.resolve("dynamodb"));
    return new DynamoDbOptions(port, directory, options.sweepPeriod(), options.clock());
  }

  public URI kinesis() {
    return servers.endpoint(Service.KINESIS);
  }

  public URI dynamoDb() {
    return servers.endpoint(Service.DYNAMODB);
  }

  public URI s3() {
    return servers.endpoint(Service.S3);
  }

  public URI sqs() {
    return servers.endpoint(Service.SQS);
  }

  public URI cloudWatch() {
    return servers.endpoint(Service.CLOUDWATCH);
  }

  /// Where S3's buckets are folders; gone after [#close] unless a data directory was given.
  public Path s3Directory() {
    return objects.path();
  }

  /// How many items of the table have expired and were deleted, since the start.
  public long expired(String table) {
    return servers.server(Service.DYNAMODB, LocalDynamoDb.class).expired(table);
  }

  /// Lets nothing expire any more, so that what has can be waited for.
  public void endExpiry() {
    servers.server(Service.DYNAMODB, LocalDynamoDb.class).endSweeps();
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
    return Endpoints.sdkProperties(servers.endpoints());
  }

  /// The same as environment variables.
  public Map<String, String> environment() {
    return Endpoints.environment(servers.endpoints());
  }

  @Override
  public void close() {
    servers.close();
    objects.close();
  }
}
