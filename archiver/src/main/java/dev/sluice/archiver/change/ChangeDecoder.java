package dev.sluice.archiver.change;

import static dev.sluice.archiver.change.RefusedException.malformed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archiver.change.Change.Expired;
import dev.sluice.archiver.change.Change.Ignored;
import dev.sluice.archiver.change.Change.Refused;
import dev.sluice.archiver.change.Change.Refused.Reason;
import dev.sluice.model.Rejection;
import java.io.IOException;

/// Reads the records that Kinesis Data Streams for DynamoDB writes about the table of events.
/// Records may come twice and in any order; each is judged by itself. Any bytes have an answer:
/// nothing is thrown.
///
/// Source:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds_gettingstarted.html>
public final class ChangeDecoder {
  private static final String JSON_RECORDS = "application/json";

  /// Names are not interned: payloads bring names of their own.
  private final JsonFactory factory =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private final String table;
  private final ExpiredItem items = new ExpiredItem(factory);

  /// @param table whose changes the stream carries; those of any other are refused
  public ChangeDecoder(String table) {
    this.table = table;
  }

  public Change decode(byte[] bytes) {
    try (JsonParser json = factory.createParser(bytes)) {
      return judge(ChangeRecord.read(json));
    } catch (RefusedException e) {
      return e.refused();
    } catch (IOException e) {
      return new Refused(Reason.NOT_JSON, "syntax error" + where(e));
    }
  }

  private Change judge(ChangeRecord change) throws RefusedException {
    String format = change.recordFormat();
    if (!format.equals(JSON_RECORDS)) {
      throw new RefusedException(
          Reason.UNKNOWN_FORMAT,
          "\"recordFormat\" is " + Rejection.quoted(format) + ", not " + JSON_RECORDS);
    }
    if (!change.tableName().equals(table)) {
      throw new RefusedException(
          Reason.FOREIGN_TABLE,
          "a change of the table "
              + Rejection.quoted(change.tableName())
              + ", not of "
              + table
              + "; only that may feed this stream");
    }
    return switch (change.eventName()) {
      case "INSERT" -> new Ignored(Ignored.Kind.INSERTED);
      case "MODIFY" -> new Ignored(Ignored.Kind.MODIFIED);
      case "REMOVE" ->
          change.isByTimeToLive()
              ? new Expired(row(change))
              : new Ignored(Ignored.Kind.REMOVED_BY_HAND);
      default ->
          throw malformed(
              "\"eventName\"", Rejection.quoted(change.eventName()), "INSERT, MODIFY or REMOVE");
    };
  }

  private ArchiveRow row(ChangeRecord change) throws RefusedException {
    return items.row(change.oldImage(), change.time());
  }

  private static String where(IOException e) {
    return e instanceof JsonProcessingException json && json.getLocation() != null
        ? " at byte " + json.getLocation().getByteOffset()
        : "";
  }
}
