package dev.sluice.local.s3;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What S3 keeps about a bucket beside its objects, each as one document under a parameter of the
/// bucket's URL.
///
/// Source:
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html>
enum BucketSetting {
  ACCELERATE("accelerate", "BucketAccelerateConfiguration", "<AccelerateConfiguration/>"),
  CORS("cors", "BucketCors", "NoSuchCORSConfiguration"),
  ENCRYPTION("encryption", "BucketEncryption", "ServerSideEncryptionConfigurationNotFoundError"),
  LIFECYCLE("lifecycle", "BucketLifecycleConfiguration", "NoSuchLifecycleConfiguration"),
  LOGGING("logging", "BucketLogging", "<BucketLoggingStatus/>"),
  NOTIFICATION("notification", "BucketNotificationConfiguration", "<NotificationConfiguration/>"),
  OBJECT_LOCK("object-lock", "ObjectLockConfiguration", "ObjectLockConfigurationNotFoundError"),
  OWNERSHIP("ownershipControls", "BucketOwnershipControls", "OwnershipControlsNotFoundError"),
  PAYMENT(
      "requestPayment",
      "BucketRequestPayment",
      "<RequestPaymentConfiguration><Payer>BucketOwner</Payer></RequestPaymentConfiguration>"),
  POLICY("policy", "BucketPolicy", "NoSuchBucketPolicy"),
  PUBLIC_ACCESS("publicAccessBlock", "PublicAccessBlock", "NoSuchPublicAccessBlockConfiguration"),
  REPLICATION("replication", "BucketReplication", "ReplicationConfigurationNotFoundError"),
  TAGGING("tagging", "BucketTagging", "NoSuchTagSet"),
  VERSIONING("versioning", "BucketVersioning", "<VersioningConfiguration/>"),
  WEBSITE("website", "BucketWebsite", "NoSuchWebsiteConfiguration");

  private final String parameter;
  private final String operation;
  private final String absent;

  /// @param absent the document, or the error's code, that answers for a bucket without it
  BucketSetting(String parameter, String operation, String absent) {
    this.parameter = parameter;
    this.operation = operation;
    this.absent = absent;
  }

  static Optional<BucketSetting> among(Set<String> parameters) {
    return Arrays.stream(values()).filter(one -> parameters.contains(one.parameter)).findFirst();
  }

  /// The operation's name, such as `PutBucketPolicy`.
  String operation(String method) {
    return switch (method) {
      case "PUT" -> "Put" + operation;
      case "DELETE" -> "Delete" + (this == LIFECYCLE ? "BucketLifecycle" : operation);
      default -> "Get" + operation;
    };
  }

  /// What a bucket without it has: the document where S3 answers one.
  Optional<String> initial() {
    return Optional.of(absent).filter(document -> document.startsWith("<"));
  }

  /// The error's code where S3 says that there is none.
  String missing() {
    return absent;
  }
}
