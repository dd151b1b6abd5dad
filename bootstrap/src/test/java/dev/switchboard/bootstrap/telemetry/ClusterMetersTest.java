package dev.switchboard.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryHubRegistry;
import dev.switchboard.application.fakes.InMemoryPartitionRegistry;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.inmemory.InMemoryLiveEvents;
import dev.switchboard.application.inmemory.SoleOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.cluster.TableKeeper;
import dev.switchboard.application.service.cluster.TableKeeper.Round;
import dev.switchboard.application.service.hint.HintModule;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubProtocol;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/// The meters of two hubs on one store, of which one stands by.
class ClusterMetersTest {

    private static final String LOST = "switchboard.cluster.epoch.lost";
    private static final String REFUSED = "switchboard.cluster.fence.refused";
    private static final String TAKE_OVER = "switchboard.cluster.takeover";

    private final MutableClock clock = new MutableClock();
    private final Later later = new Later(new FakeTimer(clock), Runnable::run, clock);
    private final SequentialIds ids = new SequentialIds();
    private final Outage outage = new Outage();
    private final InMemoryHubRegistry hubs = new InMemoryHubRegistry(outage);
    private final InMemoryPartitionRegistry table = new InMemoryPartitionRegistry();
    private final ClusterModule owner = hub();
    private final ClusterModule standby = hub();
    private final MeterRegistry owners = meters(owner);
    private final MeterRegistry standbys = meters(standby);

    private ClusterModule hub() {
        return ClusterModule.of(hubs, table, ids, later, clock, () -> clock.millis() * 1_000_000);
    }

    private static MeterRegistry meters(ClusterModule hub) {
        MeterRegistry registry = new SimpleMeterRegistry();
        HintModule hints = HintModule.alone(new InMemoryLiveEvents());
        new TelemetryConfiguration().clusterGauges(hub, hints).bindTo(registry);
        return registry;
    }

    private static Round round(ClusterModule hub) {
        return hub.keeper()
                .orElseThrow()
                .round(id -> new Hub(id, "host", "http://h", "1", HubProtocol.CURRENT, null, null));
    }

    private static double value(MeterRegistry registry, String name) {
        Meter meter = registry.get(name).meter();
        return meter.measure().iterator().next().getValue();
    }

    private void missBeats(int number) {
        outage.begin();
        for (int i = 0; i < number; i++) {
            clock.advance(TableKeeper.EVERY);
            assertThatThrownBy(() -> round(owner)).isInstanceOf(StoreUnavailableException.class);
        }
        outage.end();
    }

    /// The owner beats no more, until the standby has taken over.
    private void takeOver() {
        round(owner);
        while (round(standby) instanceof Round.StandingBy) {
            clock.advance(TableKeeper.EVERY);
        }
    }

    @Test
    void areZeroWhileAllIsWell() {
        round(owner);
        round(standby);
        MeterRegistry alone = meters(ClusterModule.alone(new SoleOwnership(), later, clock));

        for (MeterRegistry each : new MeterRegistry[] {owners, standbys, alone}) {
            assertThat(value(each, LOST)).isZero();
            assertThat(value(each, REFUSED)).isZero();
            assertThat(value(each, TAKE_OVER)).isZero();
        }
    }

    @Test
    void tellHowLongTheDeadOwnerHadBeenSilent() {
        takeOver();

        assertThat(value(standbys, TAKE_OVER)).isEqualTo(12);
        assertThat(value(owners, TAKE_OVER)).isZero();
    }

    /// The right of a beat lasts for eight seconds.
    @Test
    void countARightThatRanOutOnceHoweverManyBeatsFail() {
        round(owner);

        missBeats(3);
        assertThat(value(owners, LOST)).isZero();
        missBeats(10);
        assertThat(value(owners, LOST)).isEqualTo(1);
        assertThat(round(owner)).isEqualTo(new Round.Serving());
        assertThat(value(owners, LOST)).isEqualTo(1);
        missBeats(5);
        assertThat(value(owners, LOST)).isEqualTo(2);
        assertThat(value(owners, REFUSED)).isZero();
    }

    @Test
    void countAWriteThatTheStoreRefusedOnce() {
        round(owner);

        owner.ownership().overtaken(2L * clock.millis());
        round(owner);
        round(owner);

        assertThat(value(owners, REFUSED)).isEqualTo(1);
        assertThat(value(standbys, REFUSED)).isZero();
    }
}
