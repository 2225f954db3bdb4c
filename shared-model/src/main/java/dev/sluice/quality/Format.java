package dev.sluice.quality;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The forms that what was sent can have right or wrong; validity goes by these.
public enum Format {
  /// One JSON object that can be taken at its word: UTF-8, no member twice, within the limits.
  JSON(null),
  /// One of the known envelopes, in a version that is known.
  ENVELOPE(null),
  /// A UUID; in a CloudEvent any text.
  EVENT_ID(Member.EVENT_ID),
  /// Within the alphabet of device ids.
  DEVICE_ID(Member.DEVICE_ID),
  /// The type, and the subtype where there is one, within their alphabet.
  EVENT_TYPE(Member.EVENT_TYPE),
  /// A time that can be read.
  EVENT_TIME(Member.EVENT_TIME),
  /// A time that was read lies within the accepted window around the arrival.
  EVENT_TIME_WINDOW(Member.EVENT_TIME),
  /// An object.
  PAYLOAD(Member.PAYLOAD);

  private final @Nullable Member member;
  private final String text = name().toLowerCase(Locale.ROOT);

  Format(@Nullable Member member) {
    this.member = member;
  }

  public String text() {
    return text;
  }

  /// What has to be there for the format to be looked at; null where it is the whole.
  @Nullable Member member() {
    return member;
  }
}
