package dev.sluice.e2e.cloud.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The commands of Terraform for an environment of `terraform/`.
///
/// @param root of the repository
record TerraformFolder(Path root) {
  private static final List<String> TERRAFORM = List.of("terraform", "-chdir=terraform");

  /// The state of each environment has a key of its own in the bucket that its variables name.
  List<String> init(String environment) {
    return command(
        "init",
        "-input=false",
        "-reconfigure",
        "-backend-config=bucket=" + variable(environment, "state_bucket"),
        "-backend-config=key=sluice/" + environment + ".tfstate",
        "-backend-config=region=" + variable(environment, "region"),
        "-backend-config=use_lockfile=true");
  }

  /// Exits with 0 for no changes and 2 for some.
  List<String> plan(String environment, boolean destroy) {
    List<String> plan =
        new ArrayList<>(
            command(
                "plan",
                "-input=false",
                "-detailed-exitcode",
                "-var-file=environments/" + environment + "/terraform.tfvars",
                "-out=" + planFile(environment)));
    if (destroy) {
      plan.add("-destroy");
    }
    return plan;
  }

  List<String> apply(String environment) {
    return command("apply", "-input=false", planFile(environment));
  }

  List<String> outputs() {
    return command("output", "-json");
  }

  /// Prefix and environment: as terraform/main.tf names it.
  String cluster(String environment) {
    return optional(environment, "prefix").orElse("sluice")
        + "-"
        + optional(environment, "environment").orElse(environment);
  }

  private static String planFile(String environment) {
    return ".terraform/" + environment + ".tfplan";
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(TERRAFORM);
    command.addAll(List.of(arguments));
    return command;
  }

  /// @throws IllegalArgumentException if the file has no such variable
  String variable(String environment, String name) {
    return optional(environment, name)
        .orElseThrow(
            () -> new IllegalArgumentException(file(environment) + " has no " + name + " = \"…\""));
  }

  private Optional<String> optional(String environment, String name) {
    Path file = file(environment);
    try {
      return Pattern.compile("(?m)^" + name + "\\s*=\\s*\"([^\"]+)\"")
          .matcher(Files.readString(file))
          .results()
          .map((MatchResult found) -> found.group(1))
          .findFirst();
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private Path file(String environment) {
    return root.resolve("terraform/environments").resolve(environment).resolve("terraform.tfvars");
  }
}
