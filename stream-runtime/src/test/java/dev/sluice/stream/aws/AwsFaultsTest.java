package dev.sluice.stream.aws;

import static dev.sluice.stream.FaultKind.HOLDS_SHARD;
import static dev.sluice.stream.FaultKind.REFUSED_ITEM;
import static dev.sluice.stream.FaultKind.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.stream.FaultKind;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsFaultsTest {
  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(service("ThrottlingException", 400), TRANSIENT),
        arguments(service("ProvisionedThroughputExceededException", 400), TRANSIENT),
        arguments(service("RequestLimitExceeded", 400), TRANSIENT),
        arguments(service("SlowDown", 503), TRANSIENT),
        arguments(service("TransactionConflictException", 400), TRANSIENT),
        arguments(service("com.amazonaws.dynamodb.v20120810#ThrottlingException", 400), TRANSIENT),
        arguments(service("ThrottlingException:http://internal.amazon.com/", 400), TRANSIENT),
        arguments(service("InternalServerError", 500), TRANSIENT),
        arguments(service("UnknownToAll", 503), TRANSIENT),
        arguments(service("UnknownToAll", 429), TRANSIENT),
        arguments(service("ExpiredTokenException", 400), TRANSIENT),
        arguments(service("ExpiredToken", 403), TRANSIENT),
        arguments(service("RequestTimeTooSkewed", 403), TRANSIENT),
        arguments(SdkClientException.create("Unable to load credentials"), TRANSIENT),
        arguments(ApiCallTimeoutException.create(1_000), TRANSIENT),
        arguments(ApiCallAttemptTimeoutException.create(1_000), TRANSIENT),
        arguments(new IOException("connection reset"), TRANSIENT),
        arguments(new TimeoutException(), TRANSIENT),
        arguments(new CompletionException(service("ThrottlingException", 400)), TRANSIENT),
        arguments(new ExecutionException(new IOException("broken pipe")), TRANSIENT),
        arguments(service("ValidationException", 400), REFUSED_ITEM),
        arguments(service("ValidationError", 400), REFUSED_ITEM),
        arguments(service("ItemCollectionSizeLimitExceededException", 400), REFUSED_ITEM),
        arguments(service("SerializationException", 400), REFUSED_ITEM),
        arguments(service("EntityTooLarge", 400), REFUSED_ITEM),
        arguments(service("UnknownToAll", 413), REFUSED_ITEM),
        arguments(service("ResourceNotFoundException", 400), HOLDS_SHARD),
        arguments(service("NoSuchBucket", 404), HOLDS_SHARD),
        arguments(service("AccessDeniedException", 400), HOLDS_SHARD),
        arguments(service("AccessDenied", 403), HOLDS_SHARD),
        arguments(service("UnrecognizedClientException", 400), HOLDS_SHARD),
        arguments(service("ConditionalCheckFailedException", 400), HOLDS_SHARD),
        arguments(service("UnknownToAll", 400), HOLDS_SHARD),
        arguments(AwsServiceException.builder().statusCode(400).build(), HOLDS_SHARD),
        arguments(new IllegalStateException("a bug"), HOLDS_SHARD));
  }

  private static AwsServiceException service(String code, int status) {
    return AwsServiceException.builder()
        .message(code)
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void eachFaultIsOfItsKind(Throwable fault, FaultKind kind) {
    assertThat(new AwsFaults().classify(fault)).isEqualTo(kind);
  }
}
