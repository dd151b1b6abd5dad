package dev.switchboard.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.delivery.WatchLanes;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.service.console.ConsoleModule.QueueFigure;
import dev.switchboard.application.service.delivery.ParkedCounts;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.MessageId;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RelayGaugesTest {

    private static final List<String> ROWS =
            List.of(
                    "switchboard.parked.deliveries",
                    "switchboard.parked.age",
                    "switchboard.circuit",
                    "switchboard.target.failures");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MutableClock clock = new MutableClock(Seed.NOW);
    private final StorePorts store = new InMemoryStore().ports();
    private final ParkedCounts parked =
            new ParkedCounts(store.deliveryLog(), new FakePartitionOwnership());
    private final Lanes lanes = new Lanes();
    private final List<QueueFigure> queues = new ArrayList<>();
    private final RelayGauges gauges =
            new RelayGauges(registry, lanes, parked, () -> List.copyOf(queues), clock);

    private static final class Lanes implements WatchLanes {

        private List<TargetOutage> outages = List.of();
        private @Nullable Instant stalledSince;

        @Override
        public Load load() {
            return new Load(0, 0, Map.of(), Map.of(), stalledSince);
        }

        @Override
        public List<TargetOutage> outages() {
            return outages;
        }
    }

    private void away(Circuit.State state, int failures) {
        lanes.outages =
                List.of(
                        new WatchLanes.TargetOutage(
                                Target.SESSIONS_SERVER,
                                new Circuit(state, failures, null),
                                Seed.NOW,
                                "refused"));
        gauges.refresh();
    }

    private MessageId park() {
        EntryDraft draft = EntryDraft.message().acceptedAt(Seed.NOW).bornParked(ParkReason.STORED);
        MessageId id = ((Appended.Stored) store.journal().append(draft.entry())).message().id();
        count();
        return id;
    }

    private void count() {
        parked.countOn();
        gauges.refresh();
    }

    private List<Meter> rows() {
        return ROWS.stream().flatMap(name -> registry.find(name).meters().stream()).toList();
    }

    private double value(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void tellsWhatIsParkedAndWhoIsAway() {
        park();
        away(Circuit.State.HALF_OPEN, 3);
        clock.advance(Duration.ofMinutes(2));

        assertThat(ROWS).extracting(this::value).containsExactly(1.0, 120.0, 1.0, 3.0);
    }

    @Test
    void tellsApartTheQueuesOfTwoTenantsThatBearTheSameName() {
        queues.add(new QueueFigure(TenantId.DEFAULT, QueueId.DEFAULT, 0, null));
        queues.add(new QueueFigure(new TenantId("mx"), QueueId.DEFAULT, 2, Seed.NOW));
        clock.advance(Duration.ofSeconds(40));
        gauges.refresh();

        assertThat(queue("switchboard.handoffs.queued", "default")).isZero();
        assertThat(queue("switchboard.handoffs.queued.age", "default")).isZero();
        assertThat(queue("switchboard.handoffs.queued", "mx")).isEqualTo(2);
        assertThat(queue("switchboard.handoffs.queued.age", "mx")).isEqualTo(40);

        queues.set(1, new QueueFigure(new TenantId("mx"), QueueId.DEFAULT, 1, clock.instant()));
        clock.advance(Duration.ofSeconds(2));

        assertThat(queue("switchboard.handoffs.queued", "mx")).isOne();
    }

    private double queue(String name, String tenant) {
        return registry.get(name).tags("tenant", tenant, "queue", "default").gauge().value();
    }

    /// A scrape with a row twice, the old and the new one, failed as a whole.
    @Test
    void tellsForHowLongTheSweepHasGotNoFurther() {
        assertThat(value("switchboard.sweep.stalled")).isZero();

        lanes.stalledSince = clock.instant();
        clock.advance(Duration.ofSeconds(30));

        assertThat(value("switchboard.sweep.stalled")).isEqualTo(30);
    }

    @Test
    void keepsARowThatStaysAndLooksItsFigureUp() {
        park();
        away(Circuit.State.HALF_OPEN, 3);
        List<Meter> before = rows();

        park();
        away(Circuit.State.OPEN, 4);

        assertThat(rows())
                .hasSize(4)
                .zipSatisfy(before, (now, then) -> assertThat(now).isSameAs(then));
        assertThat(ROWS).extracting(this::value).containsExactly(2.0, 0.0, 2.0, 4.0);
    }

    @Test
    void takesRowsAwayOfWhatIsOver() {
        MessageId message = park();
        away(Circuit.State.OPEN, 1);

        store.journal().redrive(message, Seed.SLACK, Seed.NOW);
        lanes.outages = List.of();
        count();

        assertThat(rows()).isEmpty();
    }
}
