package dev.sluice.e2e.cloud.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.faults.OperationLog.Operation;
import dev.sluice.local.faults.Service;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UseTest {
  private static final Operation READ = new Operation(Service.KINESIS, "GetRecords");
  private static final Operation CLAIM = new Operation(Service.DYNAMODB, "BatchExecuteStatement");
  private static final Operation LETTER = new Operation(Service.S3, "PutObject");

  @Test
  void aRoleThatFitsMissesNothingAndHasNothingExtra() {
    Use use =
        Use.of(
            Set.of("kinesis:GetRecords", "dynamodb:PartiQLInsert", "s3:PutObject"),
            List.of(READ, CLAIM, LETTER));
    assertThat(use.missing()).isEmpty();
    assertThat(use.extra()).isEmpty();
  }

  @Test
  void aCallThatNothingAllowsIsMissing() {
    Use use = Use.of(Set.of("dynamodb:PartiQLUpdate"), List.of(READ, CLAIM));
    assertThat(use.missing()).containsExactly(READ);
  }

  @Test
  void anActionThatNoCallNeedsIsExtra() {
    Use use = Use.of(Set.of("s3:PutObject", "s3:DeleteObject"), List.of(LETTER));
    assertThat(use.extra()).containsExactly("s3:DeleteObject");
  }

  @Test
  void whoeverCallsNothingNeedsNothing() {
    assertThat(Use.of(Set.of("s3:PutObject"), List.of()).extra()).containsExactly("s3:PutObject");
  }
}
