package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.in.health.WatchHealth.Build;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.cluster.TableKeeper;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/// Keeps this hub in the table of a store that other hubs may use as well.
///
/// The start waits here until this hub owns the conversations. The web server and the operators'
/// port are up by then, and everything that works starts afterwards. A standby is a hub whose start
/// waits here: it is alive and not ready, and a filter before all others refuses its callers.
///
/// On a store that no other hub can use it does nothing.
final class ClusterLifecycle implements SmartLifecycle {

    /// After the ports of callers and operators, before everything that works.
    static final int AFTER_WEB_SERVER = DEFAULT_PHASE - 256;

    /// The exit code of a process that SIGTERM ended.
    private static final int ENDED = 143;

    private final ClusterModule cluster;
    private final TableRounds rounds;
    private final PeerConnector peers;
    private final HubLifecycle hub;
    private final Build build;
    private final ApplicationContext context;
    private volatile boolean running;

    ClusterLifecycle(
            ClusterModule cluster,
            TableRounds rounds,
            PeerConnector peers,
            HubLifecycle hub,
            Build build,
            ApplicationContext context) {
        this.cluster = cluster;
        this.rounds = rounds;
        this.peers = peers;
        this.hub = hub;
        this.build = build;
        this.context = context;
    }

    @Override
    public void start() {
        running = true;
        cluster.keeper().ifPresent(this::join);
    }

    private void join(TableKeeper keeper) {
        String peerAddress = peers.address().orElse(null);
        rounds.begin(keeper, SelfDescription.of(context.getEnvironment(), build, peerAddress));
        AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
        try {
            rounds.awaitOwnership();
        } catch (InterruptedException _) {
            // The hub is told to end while its start waits: a standby has nothing to finish.
            rounds.giveBack(keeper);
            Runtime.getRuntime().halt(ENDED);
        }
        hub.begin();
    }

    /// The web server is about to give up its port, while lanes still work.
    @Override
    public void stop() {
        running = false;
        cluster.keeper().ifPresent(TableKeeper::announceEnd);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return AFTER_WEB_SERVER;
    }

    /// Gives the partitions back when all work has ended. It stops last, so it starts first, and
    /// must not depend on the lifecycle above, which would start with it.
    static final class End implements SmartLifecycle {

        private static final int AFTER_THE_LANES = DEFAULT_PHASE - 8192;

        private final ClusterModule cluster;
        private final TableRounds rounds;
        private volatile boolean running;

        End(ClusterModule cluster, TableRounds rounds) {
            this.cluster = cluster;
            this.rounds = rounds;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            cluster.keeper().ifPresent(rounds::giveBack);
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return AFTER_THE_LANES;
        }
    }
}
