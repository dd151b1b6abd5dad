package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.cluster.WatchCluster;
import java.util.List;

/// A hub with the cluster that a test sets; alone until then.
public final class FakeCluster implements WatchCluster {

    private static final Cluster ALONE =
            new Cluster(
                    null, State.ALONE, Seed.NOW, List.of(), new Table(0, 1024, 1024, 0), List.of());

    private volatile Cluster cluster = ALONE;

    public void set(Cluster changed) {
        cluster = changed;
    }

    public void leave() {
        cluster = ALONE;
    }

    @Override
    public Cluster cluster() {
        return cluster;
    }
}
