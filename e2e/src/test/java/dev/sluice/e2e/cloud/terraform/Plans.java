package dev.sluice.e2e.cloud.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The configuration, made ready once for all tests of this package, and the plans of its own tests
/// that they look into.
///
/// @param report of `tests/root` and `tests/identity`, with plans
/// @param others of the other tests, without
record Plans(Terraform terraform, TestReport report, TestReport others) {
  static final String EVERYTHING = "everything_that_is_switched_off";

  /// Plans of the whole root.
  static final List<String> RUNS = List.of("an_environment_needs_four_variables", EVERYTHING);

  private static final List<Plans> SHARED = new ArrayList<>();

  /// Skips the test where there is no Terraform.
  static synchronized Plans shared() throws IOException, InterruptedException {
    if (SHARED.isEmpty()) {
      SHARED.add(make());
    }
    return SHARED.getFirst();
  }

  private static Plans make() throws IOException, InterruptedException {
    Terraform terraform = Terraform.copiedTo(Terraform.scratch());
    Terraform.Result made = terraform.init("");
    assertThat(made.exit()).as(made.output()).isZero();
    try (ExecutorService aside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<TestReport> others =
          aside.submit(() ->
              test(
                  terraform,
                  "-filter=tests/data.tftest.hcl",
                  "-filter=tests/platform.tftest.hcl",
                  "-filter=tests/watch.tftest.hcl"));
      TestReport report =
          test(
              terraform,
              "-verbose",
              "-filter=tests/root.tftest.hcl",
              "-filter=tests/identity.tftest.hcl");
      assertThat(report.problems()).isEmpty();
      return new Plans(terraform, report, others.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("the other tests of Terraform's own cannot be run", e);
    }
  }

  TestReport test(String... options) throws IOException, InterruptedException {
    return test(terraform, options);
  }

  private static TestReport test(Terraform terraform, String... options)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("test", "-json"));
    arguments.addAll(List.of(options));
    return TestReport.read(terraform.run("", arguments.toArray(String[]::new)).log());
  }

  /// What these runs would make.
  Stream<JsonNode> resources(List<String> runs) {
    return runs.stream()
        .flatMap(run -> StreamSupport.stream(report.resources(run).spliterator(), false));
  }
}
