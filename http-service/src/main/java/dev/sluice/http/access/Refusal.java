package dev.sluice.http.access;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/// Why a credential was not taken, for the answer.
public final class Refusal {
  private static final String ATTRIBUTE = "sluice.refusal";

  private Refusal() {}

  /// What is wrong with the credential that came; empty where none came.
  public static Optional<String> of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, String.class);
  }

  static void note(HttpRequest<?> request, String reason) {
    request.setAttribute(ATTRIBUTE, reason);
  }
}
