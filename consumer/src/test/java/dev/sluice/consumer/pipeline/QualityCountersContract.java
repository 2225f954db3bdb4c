package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.quality.Findings;
import dev.sluice.quality.Format;
import dev.sluice.quality.Member;
import dev.sluice.quality.Observation;
import dev.sluice.quality.Outcome;
import dev.sluice.quality.QualityCounts;
import java.time.Duration;
import java.util.Set;

/// The contract over the quality of minutes.
public abstract class QualityCountersContract extends CountersContract<QualityMinute, Observation> {

  @Override
  protected QualityMinute empty(int minute) {
    return QualityMinute.empty(
        Samples.RECEIVED.plus(Duration.ofMinutes(minute)), "1/shardId-0", Duration.ofDays(30));
  }

  @Override
  protected Observation thing(int sequence) {
    Findings findings = new Findings("reading", Set.of(Member.PAYLOAD), Set.of(Format.DEVICE_ID));
    String position = Samples.position(sequence, 0).text();
    return new Observation(position, Samples.RECEIVED, findings, Outcome.REJECTED);
  }

  @Override
  protected long counted(QualityMinute counter) {
    return counter.types().values().stream().mapToLong(QualityCounts::events).sum();
  }
}
