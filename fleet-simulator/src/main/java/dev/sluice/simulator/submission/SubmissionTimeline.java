package dev.sluice.simulator.submission;

import dev.sluice.simulator.Defect;
import dev.sluice.simulator.EventIdentity;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.SendKind;
import dev.sluice.simulator.SentEvent;
import dev.sluice.simulator.Shares;
import dev.sluice.simulator.Timeline;
import dev.sluice.simulator.pace.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Submissions by a schedule: each send is one, and holds one to five events of a device. The seed
/// and the instants passed in decide everything.
///
/// Of the shares, duplicates repeat the submission before and malformed ones are no submission;
/// collisions and late ones are left out.
public final class SubmissionTimeline implements Timeline {
  private static final List<Defect> DEFECTS = List.of(Defect.NOT_JSON, Defect.WRONG_ROOT);

  private final Settings settings;
  private final Schedule.Cursor cursor;
  private final FleetTimeline.Limit limit;
  private final SplittableRandom random;
  private final AtomicLong events = new AtomicLong();
  private long sends;
  private long nextOffset;
  private @Nullable SentEvent last;
  private int lastEvents;

  /// What the fleet is.
  public record Settings(long seed, int devices, Shares shares) {
    public Settings {
      if (devices < 1 || devices > 1_000_000) {
        throw new IllegalArgumentException("devices " + devices + " is not in 1 to 1000000");
      }
    }
  }

  public SubmissionTimeline(Settings settings, Schedule schedule, FleetTimeline.Limit limit) {
    this.settings = settings;
    this.cursor = schedule.cursor();
    this.limit = limit;
    this.random = new SplittableRandom(settings.seed());
    this.nextOffset = cursor.nextOffsetNanos();
  }

  @Override
  public OptionalLong nextOffsetNanos() {
    return sends < limit.sends() && nextOffset < limit.nanos()
        ? OptionalLong.of(nextOffset)
        : OptionalLong.empty();
  }

  /// How many events the submissions so far hold, repeated ones again; a malformed submission
  /// counts as one. Safe for any thread.
  public long events() {
    return events.get();
  }

  @Override
  public SentEvent take(Instant due) {
    nextOffset = cursor.nextOffsetNanos();
    SentEvent original = last;
    double draw = random.nextDouble();
    SentEvent next;
    if (original != null && draw < settings.shares().duplicates()) {
      next =
          new SentEvent(
              sends,
              new SendKind.Duplicate(original.number()),
              original.event(),
              original.record());
      events.addAndGet(lastEvents);
    } else if (draw < settings.shares().duplicates() + settings.shares().malformed()) {
      next = malformed(due);
      events.incrementAndGet();
    } else {
      next = fresh(due);
      last = next;
      events.addAndGet(lastEvents);
    }
    sends++;
    return next;
  }

  private SentEvent fresh(Instant due) {
    Submission submission = Submission.draw(settings, due, random);
    lastEvents = submission.events();
    return sent(new SendKind.Fresh(), submission, submission.bytes(), due);
  }

  private SentEvent malformed(Instant due) {
    Defect defect = DEFECTS.get(random.nextInt(DEFECTS.size()));
    Submission submission = Submission.draw(settings, due, random);
    return sent(new SendKind.Malformed(defect), submission, defect.spoiled(submission.text()), due);
  }

  private SentEvent sent(SendKind kind, Submission submission, byte[] bytes, Instant due) {
    return new SentEvent(
        sends,
        kind,
        new EventIdentity(submission.id(), submission.deviceId(), "submission", null, due),
        new OutgoingRecord(submission.deviceId(), bytes));
  }
}
