package dev.sluice.e2e.cloud.deploy;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The cluster has the key that seals cursors. It is made once, goes by standard input and is never
/// shown.
final class CursorKeyStep implements Step {
  private static final List<String> LOOK =
      List.of("kubectl", "--namespace", "sluice", "get", "secret", "sluice-query");
  private static final List<String> APPLY = List.of("kubectl", "apply", "-f", "-");
  private static final String MANIFEST =
      """
      apiVersion: v1
      kind: Namespace
      metadata: { name: sluice }
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: sluice-query, namespace: sluice }
      immutable: true
      stringData: { cursor-key: "%s" }
      """;

  private final Shell shell;
  private final Supplier<byte[]> random;

  /// @param random at least 32 bytes, others each time
  CursorKeyStep(Shell shell, Supplier<byte[]> random) {
    this.shell = shell;
    this.random = random;
  }

  @Override
  public String name() {
    return "the cluster has the key of cursors";
  }

  @Override
  public List<String> commands() {
    return List.of(String.join(" ", APPLY) + "   (a new secret sluice-query, if there is none)");
  }

  @Override
  public Optional<String> done() throws StepFailedException, InterruptedException {
    Shell.Outcome outcome = shell.ask(LOOK);
    if (outcome.succeeded()) {
      return Optional.of("secret sluice-query is there");
    }
    if (outcome.text().contains("NotFound")) {
      return Optional.empty();
    }
    CommandStep.must(outcome, LOOK, "without an answer no second key is made");
    return Optional.empty();
  }

  @Override
  public void carryOut() throws StepFailedException, InterruptedException {
    String key = Base64.getEncoder().encodeToString(random.get());
    CommandStep.must(
        shell.ask(APPLY, MANIFEST.formatted(key)), APPLY, "the role needs to create secrets");
  }
}
