package dev.sluice.query.live;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Tokens that anybody can read.
final class PlainTokens implements ResumeTokens {
  @Override
  public String seal(ResumePoint point) {
    return Base64.getUrlEncoder().encodeToString(point.text().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<ResumePoint> open(String token) {
    try {
      return ResumePoint.parse(
          new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
