package dev.sluice.ingest.openapi;

import dev.sluice.http.openapi.Document;

/// The description as the server has it.
public final class Served {
  private static final Document DOCUMENT = new Document(ApiDescriptionController.described());

  private Served() {}

  public static Document document() {
    return DOCUMENT;
  }
}
