package dev.sluice.e2e.bench.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What does not depend on how fast the machine is.
class ArchiveBenchIT {

  @Test
  void sizesPartitionsHeapAndCostAreMeasuredInAJvmOfItsOwn() {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new ArchiveBenchCommand())
            .setOut(new PrintWriter(out, true))
            .execute("--events", "20000", "--rounds", "1");
    assertThat(exit).isIn(0, 1);
    assertThat(out.toString())
        .containsPattern("real readings .*: 1/\\d+\\.\\d .*\\[at most 1/8: met\\]")
        .containsPattern("35 partitions, heap \\d+ MiB at most, of \\d+ MiB allowed .*: met\\]")
        .containsPattern("[\\d,]+ S3 puts +\\$\\d\\.\\d{4}")
        .contains("rows/s of a core");
  }
}
