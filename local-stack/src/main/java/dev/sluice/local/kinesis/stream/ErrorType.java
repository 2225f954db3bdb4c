package dev.sluice.local.kinesis.stream;

/// The errors of Kinesis by their official names, with the HTTP status that AWS answers.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html> and the
/// error sections of each operation.
public enum ErrorType {
  ACCESS_DENIED("AccessDeniedException", 400),
  EXPIRED_ITERATOR("ExpiredIteratorException", 400),
  EXPIRED_NEXT_TOKEN("ExpiredNextTokenException", 400),
  EXPIRED_TOKEN("ExpiredTokenException", 400),
  INTERNAL_FAILURE("InternalFailure", 500),
  INVALID_ARGUMENT("InvalidArgumentException", 400),
  LIMIT_EXCEEDED("LimitExceededException", 400),
  RESOURCE_IN_USE("ResourceInUseException", 400),
  RESOURCE_NOT_FOUND("ResourceNotFoundException", 400),
  SERIALIZATION("SerializationException", 400),
  THROUGHPUT_EXCEEDED("ProvisionedThroughputExceededException", 400),
  UNKNOWN_OPERATION("UnknownOperationException", 400),
  VALIDATION("ValidationException", 400);

  private final String awsName;
  private final int status;

  ErrorType(String awsName, int status) {
    this.awsName = awsName;
    this.status = status;
  }

  public String awsName() {
    return awsName;
  }

  public int status() {
    return status;
  }

  /// An exception of this type, ready to throw.
  public KinesisException because(String message) {
    return new KinesisException(this, message);
  }
}
