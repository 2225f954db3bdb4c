package dev.sluice.e2e.cloud.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// `terraform/` is well formed, planned by the real provider without AWS, and refuses what will not
/// do.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerraformIT {
  private static final Pattern RUN = Pattern.compile("^run \"(\\w+)\"", Pattern.MULTILINE);

  private Plans plans;

  @BeforeAll
  void plan() throws IOException, InterruptedException {
    plans = Plans.shared();
  }

  @Test
  void everythingIsFormattedAndValid() throws Exception {
    assertThat(plans.terraform().run("", "fmt", "-check", "-recursive", "-diff").output())
        .isEmpty();
    assertThat(plans.terraform().run("", "validate").output()).contains("is valid");
  }

  @Test
  void everyRunOfItsOwnTestsPasses() throws Exception {
    assertThat(plans.others().problems()).isEmpty();
    Set<String> passed = new TreeSet<>(plans.others().passed());
    passed.addAll(plans.report().passed());
    assertThat(passed).isEqualTo(runs());
  }

  private static Set<String> runs() throws IOException {
    try (Stream<Path> files = Files.list(Terraform.SOURCE.resolve("tests"))) {
      Set<String> runs = new TreeSet<>();
      for (Path file : files.toList()) {
        RUN.matcher(Files.readString(file)).results().map(run -> run.group(1)).forEach(runs::add);
      }
      return runs;
    }
  }

  @Test
  void everyEnvironmentIsOneFileOfValues() throws Exception {
    Path tests = Files.createDirectories(plans.terraform().directory().resolve("environment"));
    Files.writeString(tests.resolve("plan.tftest.hcl"), BadInput.PROVIDER + BadInput.RUN);
    for (String environment : List.of("dev", "prod")) {
      TestReport report =
          plans.test(
              "-test-directory=environment",
              "-var-file=environments/" + environment + "/terraform.tfvars");
      assertThat(report.problems()).as(environment).isEmpty();
      assertThat(report.passed()).as(environment).hasSize(1);
    }
  }

  @Test
  void aValueThatWillNotDoIsNamedWithWhatWould() throws Exception {
    Path tests = Files.createDirectories(plans.terraform().directory().resolve("bad"));
    for (BadInput input : BadInput.ALL) {
      Files.writeString(tests.resolve(input.name() + ".tftest.hcl"), input.file());
    }
    TestReport report = plans.test("-test-directory=bad");
    assertThat(report.passed()).isEmpty();
    String problems = String.join("\n", report.problems());
    for (BadInput input : BadInput.ALL) {
      assertThat(input.hints())
          .as(problems)
          .allMatch(hint ->
              report.problems().stream().anyMatch(one -> hint.stream().allMatch(one::contains)));
    }
  }
}
