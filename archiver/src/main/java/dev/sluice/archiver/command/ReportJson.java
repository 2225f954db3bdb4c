package dev.sluice.archiver.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.archiver.verify.Counts;
import dev.sluice.archiver.verify.Findings.Named;
import dev.sluice.archiver.verify.Place;
import dev.sluice.archiver.verify.Report;
import dev.sluice.model.Timestamps;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A reconciliation as programs read it: an object a line, the last is the total and the verdict.
final class ReportJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ReportJson() {}

  static void print(Report report, PrintWriter out) throws IOException {
    for (Map.Entry<Place, Counts> one : report.findings().counts().entrySet()) {
      out.println(
          line(json -> {
            json.writeStringField("event_date", one.getKey().eventDate().toString());
            json.writeStringField("event_type", one.getKey().eventType());
            counts(one.getValue(), json);
          }));
    }
    out.println(
        line(json -> {
          json.writeStringField("verdict", report.verdict().name().toLowerCase(Locale.ROOT));
          counts(report.findings().total(), json);
          json.writeNumberField("unnamed_dead_letters", report.unnamedLetters());
          json.writeBooleanField("erasing", report.erasing());
          json.writeStringField("scanned_at", Timestamps.format(report.scanned()));
          if (report.watermark().filter(at -> !at.equals(Instant.MAX)).isPresent()) {
            json.writeStringField("watermark", Timestamps.format(report.watermark().get()));
          }
          ids("missing_ids", report.findings().missing(), json);
          ids("resurfaced_ids", report.findings().resurfaced(), json);
        }));
    out.flush();
  }

  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private static String line(Members members) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void counts(Counts counts, JsonGenerator json) throws IOException {
    json.writeNumberField("stored", counts.stored());
    json.writeNumberField("present", counts.present());
    json.writeNumberField("in_flight", counts.inFlight());
    json.writeNumberField("in_transit", counts.inTransit());
    json.writeNumberField("archived", counts.archived());
    json.writeNumberField("dead_letters", counts.refused());
    json.writeNumberField("erased", counts.erased());
    json.writeNumberField("difference", counts.difference());
    json.writeNumberField("missing", counts.troubles().missing());
    json.writeNumberField("resurfaced", counts.troubles().resurfaced());
    json.writeNumberField("repeated", counts.notes().repeated());
    json.writeNumberField("unclaimed", counts.notes().unclaimed());
  }

  private static void ids(String name, List<Named> ids, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(name);
    for (Named one : ids) {
      json.writeString(one.id().toString());
    }
    json.writeEndArray();
  }
}
