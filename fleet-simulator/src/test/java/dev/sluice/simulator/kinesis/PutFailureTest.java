package dev.sluice.simulator.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

class PutFailureTest {
  @ParameterizedTest
  @CsvSource({
    "400, ProvisionedThroughputExceededException, REFUSED_FOR_NOW",
    "400, ThrottlingException, REFUSED_FOR_NOW",
    "400, LimitExceededException, REFUSED_FOR_NOW",
    "400, KMSThrottlingException, REFUSED_FOR_NOW",
    "400, ExpiredTokenException, REFUSED_FOR_NOW",
    "500, InternalFailure, UNANSWERED",
    "503, ServiceUnavailable, UNANSWERED",
    "400, ResourceNotFoundException, REFUSED_FOR_GOOD",
    "400, AccessDeniedException, REFUSED_FOR_GOOD",
    "400, ValidationException, REFUSED_FOR_GOOD",
    "403, UnrecognizedClientException, REFUSED_FOR_GOOD",
  })
  void eachRefusalHasItsMeaning(int status, String code, PutFailure expected) {
    assertThat(
            PutFailure.of(
                (KinesisException)
                    KinesisException.builder()
                        .statusCode(status)
                        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                        .build()))
        .isEqualTo(expected);
  }

  @Test
  void noAnswerIsNoRefusal() {
    assertThat(PutFailure.of(SdkClientException.create("connection reset")))
        .isEqualTo(PutFailure.UNANSWERED);
  }
}
