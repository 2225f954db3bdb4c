package dev.sluice.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.TestClients;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class LocalS3Test {
  private static final String BUCKET = "sluice-archive";
  private static final int PART = 5 << 20;

  private static final Faults FAULTS = new Faults();
  private static final OperationLog OPERATIONS = new OperationLog();

  @TempDir private static Path directory;
  private static LocalS3 server;
  private static S3Client client;

  @BeforeAll
  static void start() {
    server = LocalS3.start(0, directory, FAULTS, OPERATIONS);
    client = TestClients.client(S3Client.builder(), server.endpoint());
    client.createBucket(request -> request.bucket(BUCKET));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  void anObjectIsAFileThatOneCanOpen() throws Exception {
    put("rejected/a b/é.json", "hello");

    assertThat(Files.readString(directory.resolve(BUCKET).resolve("rejected/a b/é.json")))
        .isEqualTo("hello");
    assertThat(get("rejected/a b/é.json")).isEqualTo("hello");
  }

  @Test
  void whatIsSetAboutABucketIsKeptUntilItIsDeleted() {
    assertThatThrownBy(() -> client.getBucketPolicy(r -> r.bucket(BUCKET)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucketPolicy"));
    assertThat(client.getBucketVersioning(r -> r.bucket(BUCKET)).status()).isNull();

    client.putBucketPolicy(r -> r.bucket(BUCKET).policy("{\"Version\":\"2012-10-17\"}"));
    client.putBucketVersioning(r ->
        r.bucket(BUCKET).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    client.putBucketLifecycleConfiguration(r ->
        r.bucket(BUCKET)
            .lifecycleConfiguration(
                l -> l.rules(rule -> rule.id("old").status("Enabled").expiration(e -> e.days(9)))));

    assertThat(client.getBucketPolicy(r -> r.bucket(BUCKET)).policy()).contains("2012-10-17");
    assertThat(client.getBucketVersioning(r -> r.bucket(BUCKET)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    assertThat(client.getBucketLifecycleConfiguration(r -> r.bucket(BUCKET)).rules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.expiration().days()).isEqualTo(9));
    assertThat(OPERATIONS.count(Service.S3, "PutBucketPolicy")).isEqualTo(1);

    client.deleteBucketPolicy(r -> r.bucket(BUCKET));
    assertThatThrownBy(() -> client.getBucketPolicy(r -> r.bucket(BUCKET)))
        .isInstanceOf(S3Exception.class);
  }

  @Test
  void anOverwriteReplacesAndADeleteRemoves() {
    put("over/x", "1");
    put("over/x", "2");
    assertThat(get("over/x")).isEqualTo("2");

    client.deleteObject(request -> request.bucket(BUCKET).key("over/x"));

    assertThatThrownBy(() -> get("over/x")).isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> client.headObject(r -> r.bucket(BUCKET).key("over/x")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void aListGoesOverPages() {
    for (int i = 0; i < 5; i++) {
      put("list/" + i, "x");
    }

    assertThat(
            client
                .listObjectsV2Paginator(r -> r.bucket(BUCKET).prefix("list/").maxKeys(2))
                .contents()
                .stream()
                .map(S3Object::key))
        .containsExactly("list/0", "list/1", "list/2", "list/3", "list/4");
  }

  @Test
  void aMultipartUploadBecomesOneObject() {
    String upload = client.createMultipartUpload(r -> r.bucket(BUCKET).key("parts.bin")).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      int number = i;
      var part =
          client.uploadPart(
              r -> r.bucket(BUCKET).key("parts.bin").uploadId(upload).partNumber(number),
              RequestBody.fromBytes(new byte[PART]));
      parts.add(CompletedPart.builder().partNumber(i).eTag(part.eTag()).build());
    }
    client.completeMultipartUpload(r ->
        r.bucket(BUCKET).key("parts.bin").uploadId(upload).multipartUpload(m -> m.parts(parts)));

    assertThat(client.headObject(r -> r.bucket(BUCKET).key("parts.bin")).contentLength())
        .isEqualTo(2 * PART);
    assertThat(OPERATIONS.count(Service.S3, "CreateMultipartUpload")).isEqualTo(1);
    assertThat(OPERATIONS.count(Service.S3, "UploadPart")).isEqualTo(2);
    assertThat(OPERATIONS.count(Service.S3, "CompleteMultipartUpload")).isEqualTo(1);
  }

  @Test
  void metadataAndEncodingComeBack() {
    client.putObject(
        r ->
            r.bucket(BUCKET)
                .key("meta.json.gz")
                .contentType("application/json")
                .contentEncoding("gzip")
                .metadata(Map.of("reason", "malformed")),
        RequestBody.fromString("{}"));

    var head = client.headObject(r -> r.bucket(BUCKET).key("meta.json.gz"));

    assertThat(head.contentType()).isEqualTo("application/json");
    assertThat(head.contentEncoding()).isEqualTo("gzip");
    assertThat(head.metadata()).containsEntry("reason", "malformed");
  }

  @Test
  void refusalsAreNamedAsS3NamesThem() {
    refused(new Fault.Throttled(), "SlowDown", 503);
    refused(new Fault.PartialFailure(1), "SlowDown", 503);
    refused(new Fault.ServerError(500), "InternalError", 500);
    refused(new Fault.CredentialsExpired(), "ExpiredToken", 400);
    refused(new Fault.AccessDenied(), "AccessDenied", 403);

    assertThat(directory.resolve(BUCKET).resolve("refused")).doesNotExist();
  }

  @Test
  void aCutConnectionAppliesNothingAndAnAppliedButCutOneDoes() {
    FAULTS.arm(Service.S3, "PutObject", new Fault.ConnectionCut(), 1);
    assertThatThrownBy(() -> put("cut", "x")).isInstanceOf(SdkClientException.class);
    assertThat(directory.resolve(BUCKET).resolve("cut")).doesNotExist();

    FAULTS.arm(Service.S3, "PutObject", new Fault.AppliedButCut(), 1);
    assertThatThrownBy(() -> put("cut", "x")).isInstanceOf(SdkClientException.class);
    assertThat(directory.resolve(BUCKET).resolve("cut")).exists();
  }

  @Test
  void aDelayedAnswerComesLate() {
    FAULTS.arm(Service.S3, "PutObject", new Fault.Delayed(Duration.ofMillis(200)), 1);
    long began = System.nanoTime();

    put("late", "x");

    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  private static void refused(Fault fault, String code, int status) {
    FAULTS.arm(Service.S3, "PutObject", fault, 1);
    assertThatThrownBy(() -> put("refused", "x"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refusal -> {
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(refusal.statusCode()).isEqualTo(status);
            });
  }

  private static void put(String key, String body) {
    client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(body));
  }

  private static String get(String key) {
    return client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
  }
}
