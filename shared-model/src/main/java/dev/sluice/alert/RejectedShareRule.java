package dev.sluice.alert;

import dev.sluice.model.Timestamps;
import dev.sluice.quality.Outcome;
import dev.sluice.quality.QualityCounts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Of the events of a type, not too many are to be rejected, by the minutes in which they were
/// received. Judged once for each minute, over the window that ends with it.
///
/// @param eventType a type, or [dev.sluice.quality.Findings#UNKNOWN_TYPE]
/// @param above the share, from 0 to below 1
/// @param window whole minutes
/// @param atLeast events in the window for its share to count
public record RejectedShareRule(
    String name, String eventType, BigDecimal above, Duration window, long atLeast)
    implements Rule {
  private static final MathContext SHOWN = new MathContext(3, RoundingMode.HALF_UP);

  /// How the rule stands.
  ///
  /// @param judged the end of the last window that was judged
  /// @param raisedKey null while no alert is raised
  public record Standing(Instant judged, @Nullable UUID raisedKey) {}

  /// @param alert null when nothing was raised or cleared
  public record Ruling(Standing after, @Nullable Alert alert) {}

  /// @param end of the window, exclusive
  /// @param counts of the type within it
  public Ruling judge(Standing before, Instant end, QualityCounts counts) {
    long rejected = counts.count(Outcome.REJECTED) + counts.count(Outcome.ID_COLLISION);
    long all = counts.events();
    boolean broken = all >= atLeast && all > 0 && share(rejected, all).compareTo(above) > 0;
    UUID raised = before.raisedKey();
    if (broken == (raised != null)) {
      return new Ruling(new Standing(end, raised), null);
    }
    UUID key = Alert.key(name, eventType, Timestamps.format(end));
    Alert alert =
        new Alert(
            key,
            name,
            broken ? AlertState.RAISED : AlertState.CLEARED,
            null,
            eventType,
            end,
            null,
            all == 0 ? null : share(rejected, all).round(SHOWN).toPlainString(),
            "%d of %d events of %s were rejected within %s, %s %s"
                .formatted(rejected, all, eventType, window, broken ? "above" : "not above", above),
            raised);
    return new Ruling(new Standing(end, broken ? key : null), alert);
  }

  private static BigDecimal share(long rejected, long all) {
    return BigDecimal.valueOf(rejected).divide(BigDecimal.valueOf(all), MathContext.DECIMAL64);
  }

  @Override
  public String text() {
    return "of at least %d events of %s within %s, a share above %s is rejected"
        .formatted(atLeast, eventType, window, above.toPlainString());
  }
}
