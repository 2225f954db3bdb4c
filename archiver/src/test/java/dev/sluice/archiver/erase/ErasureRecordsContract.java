package dev.sluice.archiver.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.Erasure;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every [ErasureRecords] must do.
public abstract class ErasureRecordsContract {
  /// The same within a test, empty before each.
  protected abstract ErasureRecords records();

  @Test
  void theLatestOfADeviceIsFound() {
    Erasure begun = Erasure.begun(Samples.DOOMED, Samples.ERASED_AT);
    records().put(begun);
    records().put(Erasure.begun("sensor-10", Samples.ERASED_AT));
    assertThat(records().find(Samples.DOOMED)).contains(begun);

    Erasure completed = begun.with(Map.of("items", 3L)).completed(Samples.ERASED_AT.plusSeconds(9));
    records().put(completed);
    assertThat(records().find(Samples.DOOMED)).contains(completed);
    assertThat(records().find("sensor-2")).isEmpty();
  }
}
