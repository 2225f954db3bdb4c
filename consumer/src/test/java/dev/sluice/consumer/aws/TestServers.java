package dev.sluice.consumer.aws;

import dev.sluice.consumer.dynamodb.DynamoDbWrites;
import dev.sluice.consumer.dynamodb.WriteUnits;
import dev.sluice.consumer.pipeline.Samples;
import dev.sluice.dynamodb.TableSetup;
import dev.sluice.dynamodb.Tables;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.Service;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.Requests;
import dev.sluice.stream.aws.AwsFaults;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// One DynamoDB and one S3 for all tests of a run, each test with tables and a bucket of its own.
/// Calls time out after [#TIME_OUT]. Time stands still, so that nothing expires.
public final class TestServers implements AutoCloseable, ExtensionContext.Store.CloseableResource {
  public static final Duration TIME_OUT = Duration.ofMillis(2_500);
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final LocalStack stack =
      LocalStack.start(
          LocalStackOptions.ephemeral()
              .withServices(Set.of(Service.DYNAMODB, Service.S3))
              .withClock(Clock.fixed(Samples.RECEIVED, ZoneOffset.UTC)));
  private final SdkHttpClient http =
      Apache5HttpClient.builder().socketTimeout(TIME_OUT).maxConnections(64).build();
  private final PatientCaller caller =
      new PatientCaller(new AwsFaults(), () -> new Random(1).nextLong());
  private final Requests requests = new Requests(4);
  private final S3Client s3 = client(S3Client.builder(), stack.s3());

  /// Gives the servers to tests that ask for them in their constructor.
  public static final class Extension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == TestServers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent(TestServers.class, key -> new TestServers());
    }
  }

  public Faults faults() {
    return stack.faults();
  }

  public S3Client s3() {
    return s3;
  }

  public PatientCaller caller() {
    return caller;
  }

  public Requests requests() {
    return requests;
  }

  public DynamoDbClient dynamo(ExecutionInterceptor... interceptors) {
    return client(DynamoDbClient.builder(), stack.dynamoDb(), interceptors);
  }

  public DynamoDbWrites writes(DynamoDbClient dynamo) {
    return DynamoDbWrites.of(
        dynamo, requests, caller, new AwsFaults(), new WriteUnits(new SimpleMeterRegistry()));
  }

  /// New and empty.
  public Tables tables(DynamoDbClient dynamo) {
    Tables tables = new Tables("test-" + NEXT.incrementAndGet());
    TableSetup.createMissing(dynamo, tables);
    return tables;
  }

  /// New and empty.
  public String bucket() {
    String bucket = "test-" + NEXT.incrementAndGet();
    s3.createBucket(request -> request.bucket(bucket));
    return bucket;
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder, URI endpoint, ExecutionInterceptor... interceptors) {
    return builder
        .httpClient(http)
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(configuration -> {
          configuration
              .retryStrategy(AwsRetryStrategy.doNotRetry())
              .apiCallAttemptTimeout(TIME_OUT)
              .apiCallTimeout(TIME_OUT);
          for (ExecutionInterceptor interceptor : interceptors) {
            configuration.addExecutionInterceptor(interceptor);
          }
        })
        .build();
  }

  @Override
  public void close() {
    s3.close();
    http.close();
    stack.close();
  }
}
