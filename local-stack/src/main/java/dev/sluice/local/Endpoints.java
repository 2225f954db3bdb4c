package dev.sluice.local;

import dev.sluice.local.faults.Service;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// How a process is told to talk to these servers instead of AWS: by the AWS SDK's own settings.
///
/// Endpoints name 127.0.0.1, and for a host that is an IP address the S3 client uses path style by
/// itself.
///
/// Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html>
final class Endpoints {
  private static final String REGION = "us-east-1";
  private static final String CREDENTIAL = "local";

  private Endpoints() {}

  /// For `System.setProperty` in this JVM.
  static Map<String, String> sdkProperties(Map<Service, URI> endpoints) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("aws.region", REGION);
    properties.put("aws.accessKeyId", CREDENTIAL);
    properties.put("aws.secretAccessKey", CREDENTIAL);
    endpoints.forEach((service, endpoint) ->
        properties.put("aws.endpointUrl" + serviceId(service), endpoint.toString()));
    return properties;
  }

  /// For the environment of another process.
  static Map<String, String> environment(Map<Service, URI> endpoints) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("AWS_REGION", REGION);
    environment.put("AWS_ACCESS_KEY_ID", CREDENTIAL);
    environment.put("AWS_SECRET_ACCESS_KEY", CREDENTIAL);
    endpoints.forEach((service, endpoint) ->
        environment.put("AWS_ENDPOINT_URL_" + service.name(), endpoint.toString()));
    return environment;
  }

  private static String serviceId(Service service) {
    return switch (service) {
      case KINESIS -> "Kinesis";
      case DYNAMODB -> "DynamoDb";
      case S3 -> "S3";
      case SQS -> "Sqs";
      case CLOUDWATCH -> "CloudWatch";
    };
  }
}
