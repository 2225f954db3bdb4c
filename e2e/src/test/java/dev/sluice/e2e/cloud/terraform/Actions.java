package dev.sluice.e2e.cloud.terraform;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.local.faults.OperationLog.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Actions of IAM: which there are, which an operation needs, and which it takes to look after a
/// resource of Terraform.
final class Actions {
  private static final Set<String> STATEMENTS =
      Set.of(
          "dynamodb:PartiQLDelete",
          "dynamodb:PartiQLInsert",
          "dynamodb:PartiQLSelect",
          "dynamodb:PartiQLUpdate");
  private static final Set<String> TRANSACTED =
      Set.of(
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem");

  private Actions() {}

  /// Those that AWS knows, of the services that policies here name.
  static SortedSet<String> existing() throws IOException {
    SortedSet<String> actions = new TreeSet<>();
    resource("iam-actions.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> actions.addAll(parse(line)));
    return actions;
  }

  /// By type of resource: what it takes to make, read, change and delete it.
  static SortedMap<String, SortedSet<String>> ofResources() throws IOException {
    Map<?, ?> types = new ObjectMapper().readValue(resource("deployer-needs.json"), Map.class);
    SortedMap<String, SortedSet<String>> needs = new TreeMap<>();
    types.forEach((type, actions) -> {
      SortedSet<String> all = new TreeSet<>();
      Arrays.stream(actions.toString().split(";")).map(Actions::parse).forEach(all::addAll);
      needs.put(type.toString(), all);
    });
    return needs;
  }

  /// `service: Action Action`, as `service:Action` each.
  static SortedSet<String> parse(String line) {
    String[] parts = line.strip().split(":", 2);
    return Arrays.stream(parts[1].strip().split("[ ,]+"))
        .map(action -> parts[0].strip() + ":" + action)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String resource(String name) throws IOException {
    try (InputStream file = Actions.class.getResourceAsStream("/cloud/terraform/" + name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// What allows an operation. Of several, which one depends on what the call holds: a batch of
  /// statements and a transaction need those of their parts.
  static Set<String> allowing(Operation operation) {
    String name = operation.name();
    return switch (operation.service()) {
      case KINESIS -> Set.of("kinesis:" + name);
      case SQS -> Set.of("sqs:" + name.replaceFirst("Batch$", ""));
      case CLOUDWATCH -> Set.of("cloudwatch:" + name);
      case DYNAMODB ->
          switch (name) {
            case "BatchExecuteStatement", "ExecuteStatement" -> STATEMENTS;
            case "TransactWriteItems" -> TRANSACTED;
            default -> Set.of("dynamodb:" + name);
          };
      case S3 ->
          switch (name) {
            case "HeadObject" -> Set.of("s3:GetObject");
            case "HeadBucket", "ListObjects", "ListObjectsV2" -> Set.of("s3:ListBucket");
            case "ListBuckets" -> Set.of("s3:ListAllMyBuckets");
            case "DeleteObjects" -> Set.of("s3:DeleteObject");
            case "CopyObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload" ->
                Set.of("s3:PutObject");
            default -> Set.of("s3:" + name);
          };
    };
  }
}
