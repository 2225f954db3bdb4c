package dev.sluice.consumer.pipeline;

import dev.sluice.alert.Alert;
import dev.sluice.consumer.alert.AlertStates;
import dev.sluice.consumer.alert.Alerts;
import dev.sluice.consumer.alert.TimedStores;
import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.dynamodb.Silence;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.WindowItem;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Nested;

/// The doubles keep the contracts that the adapters keep, so that tests with them mean something.
class InMemoryStoresTest {

  @Nested
  class OfClaims extends ClaimsContract {
    private final InMemoryClaims claims = new InMemoryClaims(new Journal(), clock);

    @Override
    protected Claims claims(Clock clock) {
      return claims;
    }

    @Override
    protected void erase(ErasedClaim claim) {
      claims.held().put(claim.eventId(), claim);
    }
  }

  @Nested
  class OfEvents extends EventWriterContract {
    private final InMemoryEventWriter writer = new InMemoryEventWriter(new Journal());

    @Override
    protected EventWriter writer() {
      return writer;
    }

    @Override
    protected Collection<StoredEvent> stored() {
      return writer.stored().values();
    }
  }

  @Nested
  class OfDeviceStates extends DeviceStatesContract {
    private final InMemoryDeviceStates states = new InMemoryDeviceStates(new Journal());

    @Override
    protected DeviceStates states() {
      return states;
    }

    @Override
    protected Collection<DeviceState> kept() {
      return states.states().values();
    }

    @Override
    protected Collection<DeviceSummary> summaries() {
      return states.summaries().values();
    }
  }

  @Nested
  class OfDeviceDays extends DeviceDaysContract {
    private final InMemoryDeviceDays days = new InMemoryDeviceDays(new Journal());

    @Override
    protected DeviceDays days() {
      return days;
    }

    @Override
    protected Collection<DeviceDay> kept() {
      return days.kept();
    }
  }

  @Nested
  class OfDeadLetters extends DeadLettersContract {
    private final InMemoryDeadLetters letters = new InMemoryDeadLetters(new Journal());

    @Override
    protected DeadLetters letters() {
      return letters;
    }

    @Override
    protected Collection<Kept> kept() {
      return letters.letters().values().stream().map(DeadLettersContract::kept).toList();
    }
  }

  @Nested
  class OfAlerts extends AlertsContract {
    private final InMemoryAlerts alerts = new InMemoryAlerts(new Journal());

    @Override
    protected Alerts alerts() {
      return alerts;
    }

    @Override
    protected Collection<Alert> kept() {
      return alerts.kept().values();
    }
  }

  @Nested
  class OfAlertStates extends AlertStatesContract {
    private final InMemoryAlertStates states = new InMemoryAlertStates(new Journal());

    @Override
    protected AlertStates states() {
      return states;
    }

    @Override
    protected void raised(Silence silence) {
      states.silences().put(silence.deviceId() + " " + silence.rule(), silence);
    }
  }

  @Nested
  class OfTimedStores extends TimedStoresContract {
    private final Journal journal = new Journal();
    private final InMemoryDeviceStates devices = new InMemoryDeviceStates(journal);
    private final InMemoryAlerts alerts = new InMemoryAlerts(journal);
    private final InMemoryCounters<QualityMinute> counters = new InMemoryCounters<>(journal);
    private final InMemoryTimedStores stores =
        new InMemoryTimedStores(devices, new InMemoryAlertStates(journal), alerts, counters);

    @Override
    protected TimedStores stores() {
      return stores;
    }

    @Override
    protected void seen(Collection<DeviceSummary> summaries) throws Exception {
      devices.refresh(List.of(), summaries, shard);
    }

    @Override
    protected void counted(QualityMinute minute) throws Exception {
      counters.replace(List.of(new Counters.Change<>(null, minute)), shard);
    }

    @Override
    protected Collection<Alert> alerts() {
      return alerts.kept().values();
    }
  }

  @Nested
  class OfCounters extends QualityCountersContract {
    private final InMemoryCounters<QualityMinute> counters = new InMemoryCounters<>(new Journal());

    @Override
    protected Counters<QualityMinute> counters() {
      return counters;
    }

    @Override
    protected Collection<QualityMinute> kept() {
      return counters.kept().values();
    }
  }

  @Nested
  class OfWindows extends WindowCountersContract {
    private final InMemoryCounters<WindowItem> windows = new InMemoryCounters<>(new Journal());

    @Override
    protected Counters<WindowItem> counters() {
      return windows;
    }

    @Override
    protected Collection<WindowItem> kept() {
      return windows.kept().values();
    }
  }

  @Nested
  class OfFeed extends FeedContract {
    private final InMemoryFeed feed = new InMemoryFeed(new Journal());

    @Override
    protected Feed feed() {
      return feed;
    }

    @Override
    protected List<FeedItem> items() {
      return feed.items();
    }

    @Override
    protected Collection<ShardBeat> beats() {
      return feed.beats().values();
    }
  }
}
