package dev.sluice.local.faults;

/// The services of the local stack, by the names under which AWS signs requests to them.
public enum Service {
  KINESIS,
  DYNAMODB,
  S3,
  SQS,
  CLOUDWATCH
}
