package dev.switchboard.application.service.cluster;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryHubRegistry;
import dev.switchboard.application.fakes.InMemoryPartitionRegistry;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.HubProtocol;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Two hubs on one store and one machine: neither does anything by itself.
abstract class HubPair {

    /// Of the release after this one, which follows its rules too.
    static final HubProtocol NEXT =
            new HubProtocol(HubProtocol.CURRENT.newest(), HubProtocol.CURRENT.newest() + 1);

    /// Of a release that this one has no rules in common with.
    static final HubProtocol OTHER =
            new HubProtocol(HubProtocol.CURRENT.newest() + 1, HubProtocol.CURRENT.newest() + 2);

    final InMemoryHubRegistry hubs = new InMemoryHubRegistry();
    final InMemoryPartitionRegistry table = new InMemoryPartitionRegistry();
    final SequentialIds ids = new SequentialIds();
    final MutableClock clock = new MutableClock();
    final Later later = new Later(new FakeTimer(clock), Runnable::run, clock);
    final AtomicLong nanos = new AtomicLong();
    final ClusterModule owner = hub();
    final ClusterModule standby = hub();

    ClusterModule hub() {
        return ClusterModule.of(hubs, table, ids, later, clock, nanos::get);
    }

    void pass(Duration duration) {
        clock.advance(duration);
        nanos.addAndGet(duration.toNanos());
    }
}
