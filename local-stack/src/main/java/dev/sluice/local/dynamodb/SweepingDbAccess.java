package dev.sluice.local.dynamodb;

import java.nio.file.Path;
import java.util.Map;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.access.sqlite.TableSchemaInfo;
import software.amazon.dynamodb.services.local.shared.model.AttributeValue;

/// DynamoDB Local's store with its own time-to-live job switched off: that one deletes 20 items in
/// 10 s, goes by the system's clock, and dies on a sparse index.
///
/// What is deleted within [#asTimeToLive] enters the stream as a time-to-live removal, so that no
/// memory of what was swept is needed.
final class SweepingDbAccess extends SQLiteDBAccess {
  private static final ScopedValue<Boolean> SWEEPING = ScopedValue.newInstance();

  SweepingDbAccess() {
    super();
  }

  SweepingDbAccess(Path file) {
    super(file.toString());
  }

  static void asTimeToLive(Runnable deletion) {
    ScopedValue.where(SWEEPING, true).run(deletion);
  }

  @Override
  public Map<String, TableSchemaInfo> fetchAllTablesWithTimeToLiveEnabled() {
    return Map.of();
  }

  @Override
  public boolean deleteRecord(String table, Map<String, AttributeValue> key, boolean isTimeToLive) {
    return super.deleteRecord(table, key, isTimeToLive || SWEEPING.isBound());
  }
}
