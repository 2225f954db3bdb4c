package dev.sluice.query.live;

import org.jspecify.annotations.Nullable;

/// Something that a client asked for and does not get.
public final class LiveRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String parameter;

  private LiveRefusal(int status, @Nullable String parameter, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.parameter = parameter;
  }

  /// A member that is wrong.
  ///
  /// @param accepted what would have been accepted
  public static LiveRefusal wrong(String member, String value, String accepted) {
    String shown = value.length() > 60 ? value.substring(0, 60) + "…" : value;
    return new LiveRefusal(400, member, member + " \"" + shown + "\" is not " + accepted);
  }

  public static LiveRefusal malformed(@Nullable String member, String detail) {
    return new LiveRefusal(400, member, detail);
  }

  public static LiveRefusal forbidden(@Nullable String member, String detail) {
    return new LiveRefusal(403, member, detail);
  }

  /// The token speaks of what is not at hand any more.
  public static LiveRefusal gone(String detail) {
    return new LiveRefusal(410, "token", detail);
  }

  public static LiveRefusal tooMany(String detail) {
    return new LiveRefusal(429, null, detail);
  }

  /// For a client that is connected.
  public LiveMessage message() {
    return LiveMessages.error(null, this);
  }

  /// As of HTTP.
  public int status() {
    return status;
  }

  /// The member to correct, where one is to blame.
  public @Nullable String parameter() {
    return parameter;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
