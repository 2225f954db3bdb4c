package dev.sluice.archiver.verify.aws;

import dev.sluice.archiver.verify.DateRange;
import dev.sluice.archiver.verify.Place;
import dev.sluice.archiver.verify.PresentEvents;
import dev.sluice.archiver.verify.Progress;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.EventAttributes;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.Tables;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// The keys and types in the table of events.
final class DynamoDbPresentEvents implements PresentEvents {
  private final ParallelScan scan;
  private final String table;

  DynamoDbPresentEvents(ParallelScan scan, Tables tables) {
    this.scan = scan;
    this.table = tables.events();
  }

  @Override
  public void scan(DateRange dates, Sink sink, Progress read) {
    ScanRequest.Builder request =
        ScanRequest.builder()
            .tableName(table)
            .projectionExpression("#day, #key, #type")
            .expressionAttributeNames(
                Map.of(
                    "#day", StoredEvent.DEVICE_DAY,
                    "#key", StoredEvent.EVENT_KEY,
                    "#type", EventAttributes.EVENT_TYPE));
    scan.read(request, read, item -> take(new Attributes(item), dates, sink));
  }

  private static void take(Attributes item, DateRange dates, Sink sink) {
    LocalDate date = item.dateIn(StoredEvent.DEVICE_DAY);
    if (dates.contains(date)) {
      String key = item.text(StoredEvent.EVENT_KEY);
      sink.present(
          UUID.fromString(key.substring(key.lastIndexOf('#') + 1)),
          new Place(date, item.find(EventAttributes.EVENT_TYPE).orElse(Claim.UNKNOWN_TYPE)));
    }
  }
}
