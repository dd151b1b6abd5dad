package dev.switchboard.application.service.session;

import dev.switchboard.application.port.in.cluster.WatchCluster;
import dev.switchboard.application.port.in.session.WatchConnections;
import dev.switchboard.application.port.out.session.OpenSockets;
import dev.switchboard.domain.session.OpenConnections;
import dev.switchboard.domain.session.OpenConnections.Console;
import java.util.Comparator;

/// Reports the connections of this hub by its name.
public final class ConnectionReport implements WatchConnections {

    private static final int MOST_CONSOLES = 1_000;

    private static final Comparator<Console> BY_AGENT =
            Comparator.<Console, String>comparing(console -> console.agent().tenant().value())
                    .thenComparing(console -> console.agent().id().value())
                    .thenComparing(Console::since);

    private final OpenSockets sockets;
    private final WatchCluster cluster;

    public ConnectionReport(OpenSockets sockets, WatchCluster cluster) {
        this.sockets = sockets;
        this.cluster = cluster;
    }

    @Override
    public Connected connected() {
        OpenConnections open = sockets.open();
        return new Connected(
                cluster.cluster().name(),
                new OpenConnections(
                        open.consoles().stream().sorted(BY_AGENT).limit(MOST_CONSOLES).toList(),
                        open.sockets(),
                        open.watchers(),
                        open.subscriptions()),
                open.consoles().size());
    }
}
